import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import {
  damagedFiles,
  damagedWorkbooks,
  jumbledWorkbooks,
  noiseBytes,
} from '../packages/testkit/src/any-bytes/index.js';
import { mergedWorkbooks, oddWorkbooks, type OddWorkbook } from '../packages/testkit/src/odd/index.js';

/** A file to be read, and what it holds where that is known. */
export interface FuzzCase {
  readonly bytes: Uint8Array;
  readonly expected?: OddWorkbook['expected'];
}

/** Kinds of files by name. They take turns. */
export function caseKinds(): ReadonlyMap<string, fc.Arbitrary<FuzzCase>> {
  const workbooks = filesIn(['../packages/parser-xlsx/test/files/', '../fixtures/sheets/'], ['.xlsx']);
  const texts = filesIn(['../fixtures/sheets/'], ['.csv', '.tsv', '.txt']);
  const bytes = (arbitrary: fc.Arbitrary<Uint8Array>): fc.Arbitrary<FuzzCase> =>
    arbitrary.map((made) => ({ bytes: made }));
  return new Map([
    ['noise', bytes(noiseBytes)],
    ['damaged workbook', bytes(damagedFiles(workbooks))],
    ['workbook with a damaged part', bytes(damagedWorkbooks(workbooks.filter(isZip)))],
    ['jumbled workbook', bytes(jumbledWorkbooks)],
    ['odd workbook', oddWorkbooks],
    ['odd workbook with merged cells', mergedWorkbooks],
    ['odd workbook, damaged', oddWorkbooks.chain((odd) => bytes(damagedFiles([odd.bytes])))],
    ['damaged CSV', bytes(damagedFiles(texts))],
    ['CSV of signs', bytes(signs)],
  ]);
}

const signs = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      '0412345678',
      '"',
      '""',
      ',',
      ';',
      '\t',
      '|',
      '\r',
      '\n',
      '\r\n',
      ' ',
      '\uFEFF',
    ),
    {
      maxLength: 200,
    },
  )
  .chain((parts) =>
    fc.constantFrom('utf8' as const, 'utf16le' as const, 'latin1' as const).map((encoding) => {
      return Buffer.from(parts.join(''), encoding);
    }),
  );

function filesIn(folders: readonly string[], endings: readonly string[]): readonly Uint8Array[] {
  const paths = folders.flatMap((folder) => {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    return readdirSync(path).map((name) => join(path, name));
  });
  return paths
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => readFileSync(path))
    .filter(({ length }) => length > 30 && length < 50_000);
}

function isZip(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004';
}
