import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const exists = (file: string): boolean => existsSync(path.join(root, file));

const pages = [
  ...namesIn('.').filter((name) => name.endsWith('.md')),
  ...namesIn('docs').map((name) => `docs/${name}`),
  ...['packages', 'apps', 'fixtures', 'benchmarks']
    .flatMap((folder) => [folder, ...namesIn(folder).map((name) => `${folder}/${name}`)])
    .map((folder) => `${folder}/README.md`),
].filter((file) => file.endsWith('.md') && exists(file));

describe.each(pages)('%s', (page) => {
  const text = withoutFences(read(page));

  it('names no file that is not there', () => {
    expect(pathsIn(text).filter((name) => !candidates(page, name).some(exists))).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    expect(linksIn(text).filter((link) => !resolves(page, link))).toEqual([]);
  });
});

describe('the sources', () => {
  it('cite only pages of docs/, and headings, that are there', () => {
    const cited = sourceFiles().flatMap((file) => citationsIn(file));
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter(({ page, headings }) => !hasHeadings(page, headings))).toEqual([]);
  });
});

/** Text in backticks that is a path of this repository, seen from its root or from the page's folder. */
function pathsIn(text: string): readonly string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside]) => inside ?? '');
  return quoted.filter((inside) => repositoryPath.test(inside));
}

const repositoryPath =
  /^(?:(?:packages|apps|docs|fixtures|scripts|benchmarks|src|test|\.ci)\/[\w./-]*\w\/?|[\w.-]+\.(?:ya?ml|json|mjs|md))$/;

function candidates(page: string, name: string): readonly string[] {
  return [name, path.join(path.dirname(page), name)];
}

function linksIn(text: string): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function resolves(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), decodeURIComponent(file));
  if (!exists(target)) return false;
  return anchor === undefined || headingsOf(target).some((heading) => slug(heading) === anchor);
}

interface Citation {
  readonly page: string;
  readonly headings: readonly string[];
}

/** `docs/solarproof-api.md, Create and What is assumed` in a comment, perhaps broken over two lines. */
function citationsIn(file: string): readonly Citation[] {
  const text = read(file).replace(/\n\s*(?:\*|\/\/)\s*/g, ' ');
  return [...text.matchAll(/(docs\/[\w-]+\.md)(?:, ([A-Z][\w ]*))?/g)].map(([, page = '', headings]) => ({
    page,
    headings: headings?.split(' and ').map((heading) => heading.trim()) ?? [],
  }));
}

function hasHeadings(page: string, headings: readonly string[]): boolean {
  return exists(page) && headings.every((heading) => headingsOf(page).includes(heading));
}

function headingsOf(page: string): readonly string[] {
  return [...withoutFences(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading?.trim() ?? '');
}

/** As GitHub makes the anchor of a heading. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

function sourceFiles(): readonly string[] {
  return ['packages', 'apps'].flatMap((folder) =>
    namesIn(folder).flatMap((name) =>
      readdirSync(path.join(root, folder, name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.join(folder, name, 'src', file)),
    ),
  );
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder)).toSorted();
}
