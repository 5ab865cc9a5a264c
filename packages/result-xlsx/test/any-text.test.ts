import { resultBook, resultRow } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../src/cell-text.js';
import { openElsewhere, parsed, sheetOf, textOf, write } from './written-book.js';

describe('any text', () => {
  const dangerous = [
    '=1+1',
    '=HYPERLINK("http://example.com")',
    '+61 491',
    '-5',
    '@SUM(A1)',
    '\t=1',
    '＝1+1',
    '\r=1',
  ];
  const delicate = [
    ' a ',
    '\n',
    'a\r\nb\rc\nd',
    '_x000D_',
    '_x005F_x000D_',
    '_x005F\r',
    '\u007F',
    '&lt;&amp;',
    '\u00A0a',
  ];

  async function expectBack(given: readonly string[]): Promise<void> {
    const rows = given.map((text, index) => resultRow(index + 2, { cells: ['first', text, 'last'] }));
    const path = await write(resultBook(rows));
    const clean = given.map(cleanText);
    expect((await parsed(path, 'Results')).slice(1).map((cells) => cells[1])).toEqual(clean);
    const sheet = sheetOf(await openElsewhere(path), 'Results');
    const elsewhere = given.map((_, index) => sheet.getRow(index + 2).getCell(2));
    expect(elsewhere.every(({ formula }) => formula === undefined)).toBe(true);
    // exceljs's reader unescapes XML twice in plain cells (`&lt;` comes back as `<`), which no other program does.
    const readable = (text: string): string => (text.includes('&') ? '' : text);
    expect(elsewhere.map(({ value }, index) => readable(clean[index] ?? '') && textOf(value))).toEqual(
      clean.map(readable),
    );
  }

  it('that could be a formula, or be changed on its way, comes back as it was', async () => {
    await expectBack([...dangerous, ...delicate]);
  });

  it('comes back, after the cleaning, as it was', async () => {
    const tricky = fc.string({
      unit: fc.constantFrom('_', 'x', '0', 'F', 'D', '\r', '\n', '\t', ' ', '\u007F', '&', '<'),
    });
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), tricky);
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 40, maxLength: 80 }), expectBack), {
      numRuns: 15,
    });
  });

  it('in a label comes back as it was', async () => {
    const labels = [...dangerous, ...delicate];
    const named = labels.map((label, column) => ({ column, label, samples: [label] }));
    const [header] = await parsed(await write(resultBook([], { columns: named })), 'Results');
    expect(header?.slice(0, labels.length)).toEqual(labels);
  });
});
