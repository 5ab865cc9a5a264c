import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodes, fieldKeys, rowStatuses } from '../packages/core/src/index.js';
import { fieldWordings } from '../packages/core/src/issues/field-wordings.js';
import { docsPages } from './docs/docs-pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = docsPages();

describe('the pages that are made from the code', () => {
  it.each([...pages])('has docs/%s as "npm run docs" writes it', (file, text) => {
    expect(read(`docs/${file}`)).toBe(text);
  });

  it('tells of a code for every ending that the catalogue words', () => {
    const page = pages.get('issue-codes.md') ?? '';
    const codes = [...page.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, code]) => code);
    for (const ending of fieldWordings.keys()) {
      const ofFields = fieldKeys.map((key) => `${key.toUpperCase()}_${ending}`);
      expect(
        codes.some((code) => ofFields.includes(code ?? '')),
        ending,
      ).toBe(true);
    }
  });

  it('tells of every code that stands in the sources as an error or issue', () => {
    const page = pages.get('issue-codes.md') ?? '';
    const inSources = sourceTexts().flatMap((text) =>
      [...text.matchAll(/(?:Error\(\s*|code: )'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map(
        ([, code]) => code ?? '',
      ),
    );
    expect(inSources.length).toBeGreaterThan(40);
    expect(inSources.filter((code) => !vendorCodes.has(code) && !page.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  const glossary = read('docs/glossary.md');

  it.each(rowStatuses)('explains the row status %s', (status) => {
    expect(section(glossary, 'Row statuses')).toContain(`\`${status}\``);
  });

  it.each(Object.values(exitCodes))('explains the exit code %i', (code) => {
    expect(section(glossary, 'Exit codes')).toMatch(
      new RegExp(String.raw`^\| (?:\d+, )*${code}(?:, \d+)* \|`, 'm'),
    );
  });
});

/** Codes that are read off an answer or a status and become `API_<CODE>`, or stop the run. */
const vendorCodes = new Set(['DUPLICATE_EMAIL', 'HTTP_403']);

function section(page: string, heading: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** The sandbox's codes are the vendor's. */
function sourceTexts(): readonly string[] {
  const folders = [
    ...readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}/src`),
    'apps/runner/src',
  ];
  return folders
    .filter((folder) => !/sandbox|testkit/.test(folder))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => read(path.join(folder, file))),
    );
}
