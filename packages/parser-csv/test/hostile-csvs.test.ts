// CSVs that were made to do harm, or are just within what is read. Each ends in so many rows or in one refusal.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceError } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { damagedFiles } from '@solarproof-import/testkit/any-bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCsv } from '../src/index.js';

const labels = 'Name,Note\n';
const mostColumns = 16_384;
const mostCharacters = 1_048_576;
/** Less than a row may have, so that what is done to one is done at length. */
const nearlyARow = 1_000_000;

/** How reading ends: the number of rows, or the code of the refusal. */
async function endOf(path: string): Promise<number | string> {
  try {
    const source = await openCsv(path);
    try {
      let [rows, last] = [0, 0];
      for await (const { row } of source.rows()) {
        expect(row).toBeGreaterThan(last);
        last = row;
        rows += 1;
      }
      return rows;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
    expect(error.hints.length).toBeGreaterThan(0);
    return error.code;
  }
}

async function endOfBytes(content: string | Uint8Array): Promise<number | string> {
  const path = join(await temporaryFolder(), 'hostile.csv');
  await writeFile(path, content);
  return endOf(path);
}

/** A text over and over, so long. */
function filled(text: string, characters = nearlyARow): string {
  return text.repeat(Math.floor(characters / text.length));
}

/** Labels, a row whose last cell is this, and a row that must still be found. */
function withCell(cell: string): string {
  return `${labels}Ada,${cell}\nBo,x\n`;
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

type Recipe = readonly [title: string, ends: number | string, make: () => string | Uint8Array];

const quotes: readonly Recipe[] = [
  ['a line break and a doubled quote, over and over', 3, () => withCell(`"${filled('\n""')}"`)],
  ['a CR, a doubled quote and an LF, over and over', 3, () => withCell(`"${filled('\r""\n')}"`)],
  ['a CRLF and a doubled quote, over and over', 3, () => withCell(`"${filled('\r\n""')}"`)],
  ['doubled quotes', 3, () => withCell(`"${filled('""')}"`)],
  ['a text formula of quotes', 3, () => withCell(`="${filled('""')}"`)],
  ['quotes that do not open', 3, () => withCell(`x${filled('" ')}`)],
  ['an odd quote in each of many cells', 3, () => withCell(filled('"a"b,', 80_000))],
  ['an odd quote behind a line break in each', 3, () => withCell(filled('"a\nb"c,', 80_000))],
  ['blanks behind a quote', 3, () => withCell(`"x"${filled(' ')}`)],
  ['quotes alone', 'SOURCE_ROW_TOO_LONG', () => filled('"', 2_000_000)],
  ['a quote that is open for 3 MB', 'SOURCE_QUOTE_OPEN', () => withCell(`"${filled('x,y\n', 3_000_000)}`)],
  ['a quote that is open at the end', 'SOURCE_QUOTE_OPEN', () => `${labels}Ada,"`],
  ['a quote open in every other row', 'SOURCE_QUOTES_BROKEN', () => labels + filled('a,"b\nc,"d\n')],
];

const lengths: readonly Recipe[] = [
  ['a row as long as may be', 3, () => withCell('x'.repeat(mostCharacters - 4))],
  ['a row longer by one', 'SOURCE_ROW_TOO_LONG', () => withCell('x'.repeat(mostCharacters - 3))],
  ['as many columns as may be', 2, () => `${labels}${'x,'.repeat(mostColumns - 1)}x\n`],
  ['a column more', 'SOURCE_TOO_MANY_COLUMNS', () => `${labels}${'x,'.repeat(mostColumns)}x\n`],
  ['delimiters alone', 1, () => `${labels}${','.repeat(mostColumns - 1)}\n`],
  ['a delimiter more', 'SOURCE_TOO_MANY_COLUMNS', () => `${labels}${','.repeat(mostColumns)}\n`],
  ['a row of 2 MB of delimiters', 'SOURCE_ROW_TOO_LONG', () => filled(',', 2_000_000)],
  ['CRs alone', 0, () => filled('\r')],
  ['CR as the line break', 100_001, () => `Name,Note\r${'a,b\r'.repeat(100_000)}`],
  ['blanks alone', 1, () => labels + filled(' \n')],
  ['a sep= line without end', 'SOURCE_ROW_TOO_LONG', () => `sep=${filled(';', 2_000_000)}`],
];

const encodings: readonly Recipe[] = [
  ['marks alone', 'SOURCE_EMPTY', () => filled('\uFEFF')],
  ['a mark on every line', 100_001, () => labels + '\uFEFFa,b\n'.repeat(100_000)],
  ['marks before the labels', 2, () => `${filled('\uFEFF', 100_000)}${labels}a,b\n`],
  ['a NUL at the end', 'SOURCE_NOT_TEXT', () => `${labels}${filled('a,b\n')}\0`],
  ['control characters', 'SOURCE_NOT_TEXT', () => filled('\u0001\u0002,\u0003\n')],
  ['lines in two encodings in turn', 'SOURCE_ENCODING_MIXED', twoInTurn],
  [
    'UTF-8 whose last character is cut',
    'SOURCE_CUT_OFF',
    () => Buffer.from(`${labels}名,名`).subarray(0, -1),
  ],
  [
    'UTF-16 whose last byte is missing',
    'SOURCE_ENCODING_WRONG',
    () => utf16(`${labels}a,b\n`).subarray(0, -1),
  ],
  ['UTF-16 with the first half of a pair', 'SOURCE_ENCODING_WRONG', () => utf16(`${labels}a,\uD83D\n`)],
  ['UTF-16 with the second half of a pair', 'SOURCE_ENCODING_WRONG', () => utf16(`${labels}a,\uDE42\n`)],
  ['UTF-16 of whole pairs', 20_001, () => utf16(labels + '🙂,🙂\n'.repeat(20_000))],
];

function twoInTurn(): Uint8Array {
  const both = Buffer.concat([Buffer.from('Zoë,x\n'), latin('Zoë,x\n')]);
  return Buffer.concat([Buffer.from(labels), ...Array.from({ length: 1_000 }, () => both)]);
}

describe('a hostile CSV', () => {
  it.each([...quotes, ...lengths, ...encodings])('ends as it should: %s (%s)', async (_title, ends, make) => {
    expect(await endOfBytes(make())).toBe(ends);
  });
});

describe('a damaged CSV', () => {
  const folder = fileURLToPath(new URL('../../../fixtures/sheets/', import.meta.url));
  const sheets = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readFileSync(join(folder, name)));
  const sheet = fc.constantFrom(...sheets);
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const spliced = fc
    .tuple(sheet, share, sheet, share)
    .map(([first, until, second, from]) =>
      Buffer.concat([first.subarray(0, first.length * until), second.subarray(second.length * from)]),
    );

  it('ends in rows or a refusal, whatever was done to it', async () => {
    const path = join(await temporaryFolder(), 'damaged.csv');
    const ends: (number | string)[] = [];
    await fc.assert(
      fc.asyncProperty(fc.oneof(damagedFiles(sheets), spliced), async (bytes) => {
        await writeFile(path, bytes);
        ends.push(await endOf(path));
      }),
      { numRuns: 400 },
    );
    expect(ends.filter((end) => typeof end === 'number' && end > 1).length).toBeGreaterThan(40);
    expect(new Set(ends.filter((end) => typeof end === 'string')).size).toBeGreaterThan(3);
  });
});
