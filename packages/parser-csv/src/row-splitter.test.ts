import { SourceError } from '@solarproof-import/core';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { excelRows } from '../test/excel-grammar.js';
import { inPieces } from '../test/in-pieces.js';
import { RowSplitter } from './row-splitter.js';
import type { SplitRow } from './split-row.js';
import { shownValue } from './shown-value.js';

const pieceOfText = fc.string({
  unit: fc.constantFrom('"', '"', ',', '\n', '\r', ' ', 'a', 'é', '=', '\t'),
  maxLength: 40,
});
const sizes = fc.integer({ min: 1, max: 7 });

function split(pieces: readonly string[], delimiter = ',', skipsBlanks = false): readonly SplitRow[] {
  const splitter = new RowSplitter({ delimiter, skipsBlanks });
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

/** The rows, or the code of the refusal. */
function outcomeOf(read: () => readonly SplitRow[]): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) return { refused: error.code };
    throw error;
  }
}

function expected(text: string, skipsBlanks = false): unknown {
  const rows = excelRows(text, ',', skipsBlanks);
  if (!('map' in rows)) return rows;
  return rows.map((row) => ({ ...row, cells: row.cells.map(shownValue) }));
}

/** A row of one blank cell may be written as a blank line, which is none. */
function withoutBlank(table: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return table.filter((cells) => cells.length > 1 || cells[0] !== '');
}

describe('RowSplitter', () => {
  it('reads any text as the plainest reading of the grammar does, however it is cut', () => {
    fc.assert(
      fc.property(pieceOfText, sizes, (text, size) => {
        expect(outcomeOf(() => split(inPieces(text, size)))).toEqual(expected(text));
        expect(outcomeOf(() => split([text]))).toEqual(expected(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('does so too where blanks before quotes mean nothing', () => {
    fc.assert(
      fc.property(pieceOfText, sizes, (text, size) => {
        expect(outcomeOf(() => split(inPieces(text, size), ',', true))).toEqual(expected(text, true));
        expect(outcomeOf(() => split([text], ',', true))).toEqual(expected(text, true));
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives the table that was written, whatever the delimiter, the line break and the style of quoting', () => {
    const cell = fc
      .string({
        unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', ':', '\n', '\r', ' ', 'é', '🙂', '='),
        maxLength: 8,
      })
      .filter((text) => !text.startsWith('="'));
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|', ':'),
      lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
      quoteAnyway: fc.infiniteStream(fc.boolean()),
      endsInBreak: fc.boolean(),
    });
    fc.assert(
      fc.property(table, style, (cells, { delimiter, lineBreak, quoteAnyway, endsInBreak }) => {
        const mustBeQuoted = (text: string): boolean =>
          text.startsWith('"') || text.includes(delimiter) || /[\r\n]/.test(text);
        const written = (text: string): string =>
          mustBeQuoted(text) || quoteAnyway.next().value === true ? `"${text.replaceAll('"', '""')}"` : text;
        const text = cells.map((row) => row.map(written).join(delimiter)).join(lineBreak);
        const last = endsInBreak || text.endsWith(lineBreak) || text === '' ? lineBreak : '';
        const rows = split([text + last], delimiter);
        expect(withoutBlank(rows.map((row) => row.cells))).toEqual(withoutBlank(cells));
        expect(rows.every(({ oddQuotes }) => !oddQuotes)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with papaparse on every well-formed text', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '=', '\t'), maxLength: 5 });
    const quoted = fc
      .string({ unit: fc.constantFrom('a', '""', ',', '\n', ' '), maxLength: 6 })
      .map((text) => `"${text}"`);
    const table = fc.array(fc.array(fc.oneof(plain, quoted), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(table, (cells) => {
        const text = [['x'], ...cells].map((row) => row.join(',')).join('\n');
        const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
        const rows = split([`${text}\n`]).map((row) => row.cells);
        expect(withoutBlank(rows)).toEqual(withoutBlank(data.map((row) => row.map(shownValue))));
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts physical lines inside quotes, CRLF as one, also where a piece cuts it', () => {
    const text = '"a\r\nb\rc\nd"\r\nx\r\ny';
    for (let size = 1; size <= text.length; size += 1) {
      expect(split(inPieces(text, size)).map(({ row, line, cells }) => [row, line, cells])).toEqual([
        [1, 1, ['a\r\nb\rc\nd']],
        [2, 5, ['x']],
        [3, 6, ['y']],
      ]);
    }
  });
});

describe('a quote where none belongs', () => {
  it.each([
    { title: 'text after a closing quote', text: '"Ann" Lee', cell: 'Ann Lee', oddQuotes: true },
    { title: 'quotes within', text: '"Say "hi" there"', cell: 'Say hi" there"', oddQuotes: true },
    { title: 'quotes that do not open', text: 'Ann "Bo" Lee', cell: 'Ann "Bo" Lee', oddQuotes: false },
    { title: 'a quote behind a number', text: '12" pipe', cell: '12" pipe', oddQuotes: false },
    { title: 'a blank after a closing quote', text: '"Ann" ', cell: 'Ann ', oddQuotes: false },
    { title: 'a blank between quotes', text: '"Ann" "Lee"', cell: 'Ann "Lee"', oddQuotes: true },
    { title: 'a blank before an opening quote', text: ' "Ann"', cell: ' "Ann"', oddQuotes: false },
    { title: 'doubled quotes', text: '"Ann ""Bo"" Lee"', cell: 'Ann "Bo" Lee', oddQuotes: false },
    { title: 'nothing but quotes', text: '""""', cell: '"', oddQuotes: false },
  ])('stays within its row: $title', ({ text, cell, oddQuotes }) => {
    expect(split([`a,b\n${text},x\nc,d\n`])).toMatchObject([
      { row: 1, cells: ['a', 'b'], oddQuotes: false },
      { row: 2, cells: [cell, 'x'], oddQuotes },
      { row: 3, cells: ['c', 'd'], oddQuotes: false },
    ]);
  });

  it.each([
    [
      'another quoted cell',
      'a,b\n"Ann,x\n"Bo",y\n',
      'The quote that opens on line 2 closes in the middle of line 3',
    ],
    [
      'a quote in a later row',
      'a,b,c\n1,"2,3\n4,5,6\n7,12" pipe,8\n',
      'opens on line 2 closes in the middle of line 4',
    ],
  ])('refuses to lose the rows between an open quote and %s', (_title, text, says) => {
    expect(() => split([text])).toThrow(says);
  });

  it('keeps a note of two lines with a word in quotes', () => {
    expect(split(['"Dog, "\nsays "hi"",x\n'.replace('\n', 'and\n')])).toMatchObject([
      { oddQuotes: true },
      {},
    ]);
    expect(split(['"two\nlines "hi" end",x\n'])).toMatchObject([
      { cells: ['two\nlines hi" end"', 'x'], oddQuotes: true },
    ]);
  });

  it('names the line of an open quote at the end of the text', () => {
    expect(() => split(['a,b\n1,"2\n3,4\n'])).toThrow('A quote that opens on line 2 never closes.');
  });
});

test.each([
  ['="0412345678"', '0412345678'],
  ['"=""0412345678"""', '0412345678'],
  ['="say ""hi"""', 'say "hi"'],
  ['=""', ''],
  ['="', '="'],
  ['=0412345678', '=0412345678'],
  ['="a"&"b"', '="a"&"b"'],
  [" ='0412345678'", " ='0412345678'"],
])('%s, by which a spreadsheet keeps a text, is what a person sees: %s', (text, cell) => {
  expect(split([`${text},x\n`])[0]?.cells).toEqual([cell, 'x']);
});
