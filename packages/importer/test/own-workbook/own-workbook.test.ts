import { SourceError } from '@solarproof-import/core';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { buildWorkbook, temporaryFolder } from '@solarproof-import/testkit';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/open-source.js';
import { findPageHeader } from '../../src/own-workbook/own-page.js';
import { surveyTable } from '../../src/own-workbook/own-table.js';
import { edited, fedBack, invalid, labels, resultOf, unconfirmed, type GivenRow } from './fed-back.js';

/** Rows 3 and 6 need a hand, row 4 was blank, row 7 is unconfirmed. In `Results` they stand in 2 to 6, to fix in 2 and 3. */
const given: readonly GivenRow[] = [
  { row: 2, cells: ['Olivia', 'olivia@example.com', '0491 570 006'] },
  { row: 3, cells: ['Jack', 'jack@example.com', '12'], outcome: invalid },
  { row: 5, cells: ['Mia', 'mia@example.com', '0491 570 156'] },
  { row: 6, cells: ['Leo', 'leo@', '0491 570 157'], outcome: invalid },
  { row: 7, cells: ['Ava', 'ava@example.com', '0491 570 158'], outcome: unconfirmed },
];
const asWritten = given.map(({ row, cells }) => [row, ...cells]);
const withCells = (changes: Readonly<Record<number, Readonly<Record<number, string>>>>) =>
  asWritten.map((row) => row.map((cell, column) => changes[Number(row[0])]?.[column] ?? cell));

const refusal = async (file: string): Promise<SourceError> => {
  const error: unknown = await fedBack(file).catch((reason: unknown) => reason);
  if (error instanceof SourceError) return error;
  throw new Error('it was not refused', { cause: error });
};

describe('a result workbook fed back', () => {
  it('gives every row under its number in the source, the user’s columns alone', async () => {
    const { header, rows, sentence } = await fedBack(await resultOf(given));
    expect(header).toEqual(labels);
    expect(rows).toEqual(asWritten);
    expect(sentence).toBe('Read as the result of an earlier run: 5 rows, 0 corrected.');
  });

  it('is known under another name, saved by another program', async () => {
    const { rows, sentence } = await fedBack(await edited(await resultOf(given), () => undefined));
    expect(rows).toEqual(asWritten);
    expect(sentence).toContain('0 corrected');
  });

  it('takes corrections from Fix and re-import, and from Results', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('C2', '0491 570 110');
      results.set('B5', 'leo@example.com');
      results.set('A2', 'Olive');
    });
    const { rows, sentence } = await fedBack(file);
    expect(rows).toEqual(
      withCells({ 2: { 1: 'Olive' }, 3: { 3: '0491 570 110' }, 6: { 2: 'leo@example.com' } }),
    );
    expect(sentence).toBe('Read as the result of an earlier run: 5 rows, 2 corrected.');
  });

  it('takes different cells of one row from different sheets, and equal corrections from either', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('C2', '0491 570 110');
      results.set('A3', 'Jacky');
      fix.set('B3', 'leo@example.com');
      results.set('B5', 'leo@example.com');
    });
    expect((await fedBack(file)).rows).toEqual(
      withCells({ 3: { 1: 'Jacky', 3: '0491 570 110' }, 6: { 2: 'leo@example.com' } }),
    );
  });

  it('does not believe a check that came from another row', async () => {
    const file = await edited(await resultOf(given), ({ fix }) => {
      fix.set('C2', '0491 570 110');
      fix.set('L2', fix.rows[2]?.[11] ?? '');
    });
    expect((await fedBack(file)).rows).toEqual(withCells({ 3: { 3: '0491 570 110' } }));
  });

  it('takes a cleared cell for a correction', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('A2', '');
      results.set('C3', '');
    });
    expect((await fedBack(file)).rows[1]).toEqual([3, '', 'jack@example.com']);
  });

  it('is refused where one cell was changed in both sheets, and differently, naming both', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('C2', '0491 570 110');
      results.set('C3', '0491 570 111');
      fix.set('B3', '');
      results.set('B5', 'leo@example.com');
    });
    expect(await refusal(file)).toMatchObject({
      code: 'RESULT_EDITS_DISAGREE',
      message:
        'The same cell was changed in two ways: Results!C3 and Fix and re-import!C2; Results!B5 and Fix and re-import!B3.',
    });
  });

  it('is refused where cells differ and nothing tells which of them was changed', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      for (const sheet of [results, fix]) sheet.deleteColumn(12);
      fix.set('C2', '0491 570 110');
    });
    expect(await refusal(file)).toMatchObject({
      code: 'RESULT_EDITS_UNCLEAR',
      message: expect.stringMatching(/: Results!C3 and Fix and re-import!C2\.$/),
    });
  });
});

describe('rows of a result workbook fed back', () => {
  it('come in their old order, however the sheets were sorted', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('C2', '0491 570 110');
      for (const sheet of [results, fix]) sheet.turnAround();
    });
    expect((await fedBack(file)).rows).toEqual(withCells({ 3: { 3: '0491 570 110' } }));
  });

  it('that were added in either sheet follow the last', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      results.addRow(['Zoe', 'zoe@example.com', '0491 570 159']);
      fix.addRow(['Ian', 'ian@example.com'], 2);
    });
    const { rows, sentence } = await fedBack(file);
    expect(rows).toEqual([
      ...asWritten,
      [8, 'Zoe', 'zoe@example.com', '0491 570 159'],
      [9, 'Ian', 'ian@example.com'],
    ]);
    expect(sentence).toContain('7 rows, 0 corrected; 2 new at the end');
  });

  it('that were added do not get the number of one that is left out', async () => {
    const rows = [...given.slice(0, 1), { row: 9, cells: ['Leo', 'leo@'], outcome: invalid }];
    const file = await edited(await resultOf(rows), ({ results }) => {
      results.deleteRow(3);
      results.addRow(['Zoe']);
    });
    expect((await fedBack(file)).rows.map(([row]) => row)).toEqual([2, 10]);
  });

  it('that were deleted from Fix and re-import stand as Results has them', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.deleteRow(2);
      results.set('C3', '0491 570 110');
    });
    expect((await fedBack(file)).rows).toEqual(withCells({ 3: { 3: '0491 570 110' } }));
  });

  it('that were deleted from Results, or cleared there, are left out, and it is said', async () => {
    const file = await edited(await resultOf(given), ({ results }) => {
      for (const cell of ['A5', 'B5', 'C5']) results.set(cell, '');
      results.deleteRow(3);
    });
    const { rows, sentence } = await fedBack(file);
    expect(rows.map(([row]) => row)).toEqual([2, 5, 7]);
    expect(sentence).toContain('left out, for deleted from "Results": row 3, 6');
  });

  it('that were deleted from Results and corrected in Fix and re-import are refused', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.set('C2', '0491 570 110');
      results.deleteRow(3);
    });
    expect(await refusal(file)).toMatchObject({
      code: 'RESULT_ROW_DELETED',
      message: expect.stringContaining('Fix and re-import!A2'),
    });
  });

  it.each([
    ['Results', 'Results!A2, Results!A7'],
    ['Fix and re-import', 'Fix and re-import!A2, Fix and re-import!A4'],
  ])('that are in %s twice are refused, naming both', async (name, places) => {
    const file = await edited(await resultOf(given), ({ sheets }) => {
      const sheet = sheets.get(name);
      sheet?.addRow(sheet.rows[1] ?? []);
    });
    expect(await refusal(file)).toMatchObject({
      code: 'RESULT_ROW_TWICE',
      message: expect.stringContaining(places),
    });
  });

  it.each(['1', 'seventeen', '2.5', '99999999999'])(
    'that have %j for a number are refused, naming the cell',
    async (number) => {
      const file = await edited(await resultOf(given), ({ results }) => {
        results.set('D3', number);
      });
      expect(await refusal(file)).toMatchObject({
        code: 'RESULT_ROW_NUMBER_ODD',
        message: expect.stringContaining('Results!D3'),
      });
    },
  );

  it('go on in Results (2) and Fix and re-import (2)', async () => {
    const many = Array.from({ length: 23 }, (_, index) => ({
      row: index + 2,
      cells: [`n${index}`, `n${index}@example.com`, '1'],
      outcome: invalid,
    }));
    const written = await resultOf(many, 5);
    const file = await edited(written, ({ sheets }) => {
      sheets.get('Fix and re-import (3)')?.set('C3', '0491 570 110');
    });
    const { rows } = await fedBack(file);
    expect(rows).toEqual(
      many.map(({ row, cells: [name, email] }) => [row, name, email, row === 11 ? '0491 570 110' : '1']),
    );
  });

  it('keep the cells for which there is no label', async () => {
    const wide = Array.from({ length: 250 }, (_, index) => ({ row: index + 2, cells: ['x'] }));
    const last = { row: 900, cells: ['a', 'b', 'c', 'd', 'e'], outcome: invalid };
    const written = await resultOf([...wide, last]);
    expect((await fedBack(written)).rows.at(-1)).toEqual([900, 'a', 'b', 'c', 'd', 'e']);
    const file = await edited(written, ({ fix }) => {
      fix.set('N2', 'E');
    });
    expect((await fedBack(file)).rows.at(-1)).toEqual([900, 'a', 'b', 'c', 'd', 'E']);
  });
});

describe('columns of a result workbook fed back', () => {
  it('may be added in one sheet, or in both', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.addColumn(1, ['Type', 'RESIDENTIAL', 'COMMERCIAL']);
      fix.set('D2', '0491 570 110');
      results.set('M1', 'GST');
      results.set('M2', '1');
    });
    const { header, rows } = await fedBack(file);
    expect(header).toEqual([...labels, 'GST', 'Type']);
    expect(rows.slice(0, 3)).toEqual([
      [2, 'Olivia', 'olivia@example.com', '0491 570 006', '1'],
      [3, 'Jack', 'jack@example.com', '0491 570 110', '', 'RESIDENTIAL'],
      [5, 'Mia', 'mia@example.com', '0491 570 156'],
    ]);
  });

  it('that were added in both may be filled in either', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      results.addColumn(3, ['Type', 'RESIDENTIAL', 'COMMERCIAL']);
      fix.addColumn(1, ['Type', '', 'COMMERCIAL']);
    });
    const { header, rows } = await fedBack(file);
    expect(header).toEqual(['Name', 'Email', 'Type', 'Mobile']);
    expect(rows[1]).toEqual([3, 'Jack', 'jack@example.com', 'COMMERCIAL', '12']);
    expect(rows[3]).toEqual([6, 'Leo', 'leo@', 'COMMERCIAL', '0491 570 157']);
  });

  it('may be renamed in both, and moved', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      for (const sheet of [results, fix]) sheet.set('C1', 'Phone 1');
      fix.set('C2', '0491 570 110');
      fix.addColumn(1, fix.deleteColumn(3));
    });
    const { header, rows } = await fedBack(file);
    expect(header).toEqual(['Name', 'Email', 'Phone 1']);
    expect(rows).toEqual(withCells({ 3: { 3: '0491 570 110' } }));
  });

  it('that were deleted from one sheet stand as the other has them', async () => {
    const file = await edited(await resultOf(given), ({ fix }) => void fix.deleteColumn(2));
    expect((await fedBack(file)).rows).toEqual(asWritten);
  });

  it('are refused where ours have lost their labels', async () => {
    const file = await edited(await resultOf(given), ({ fix }) => {
      fix.set('D1', 'Row');
    });
    expect(await refusal(file)).toMatchObject({
      code: 'RESULT_LABELS_MISSING',
      message: expect.stringContaining('"Fix and re-import"'),
    });
  });
});

describe('what became of a row before', () => {
  it('is told of rows with an ID and of unconfirmed ones, with the e-mail that was sent', async () => {
    const file = await edited(await resultOf(given), ({ results }) => {
      results.set('B6', 'eva@example.com');
    });
    const { previous, rows } = await fedBack(file);
    expect(rows.at(-1)).toEqual([7, 'Ava', 'eva@example.com', '0491 570 158']);
    const runId = '20261123-061500-k3v9';
    expect(previous).toEqual([
      { row: 2, status: 'created', customerId: '7002', runId },
      { row: 5, status: 'created', customerId: '7005', runId },
      { row: 7, status: 'unconfirmed', runId, sentEmail: 'ava@example.com' },
    ]);
  });
});

describe('reading a result workbook', () => {
  it('can be left in the middle, and done by two at once', async () => {
    const file = await edited(await resultOf(given), ({ results }) => results.turnAround());
    const source = await openSource(file, {});
    for await (const { row } of source.rows()) if (row === 3) break;
    const [one, two] = [source.rows()[Symbol.asyncIterator](), source.rows()[Symbol.asyncIterator]()];
    for (const row of [1, 2, 3, 5, 6, 7]) {
      expect((await one.next()).value).toMatchObject({ row });
      expect((await two.next()).value).toMatchObject({ row });
    }
    expect([(await one.next()).done, (await two.next()).done]).toEqual([true, true]);
    await source.close();
    await source.close();
  });

  it('sorts in slices where there are more rows than are held at once', async () => {
    const file = await edited(await resultOf(given), ({ results }) => results.turnAround());
    const source = await openXlsx(file, { sheet: 'Results' });
    const header = await findPageHeader(source);
    if (header === undefined) throw new Error('no labels');
    for (const mostHeld of [1, 2, 3, 5]) {
      const table = await surveyTable([{ ...header, columns: [0, 1, 2] }], mostHeld);
      const numbers: number[] = [];
      for await (const { number } of table.known()) numbers.push(number);
      expect(numbers).toEqual([2, 3, 5, 6, 7]);
    }
    await source.close();
  });

  it('tells of a cell that cannot be read by the row’s number in the source, where that cell is taken', async () => {
    const file = await edited(await resultOf(given), ({ results, fix }) => {
      fix.addColumn(1, ['Type', 'RESIDENTIAL', '']);
      fix.set('C2', '#REF!');
      results.set('C4', '#REF!');
    });
    const { raw } = await fedBack(file);
    const found = raw.flatMap(({ issues = [] }) => issues.map(({ code, place }) => ({ code, place })));
    expect(found).toEqual([
      { code: 'CELL_HAS_ERROR', place: { row: 3, column: 1 } },
      { code: 'CELL_HAS_ERROR', place: { row: 5, column: 2 } },
    ]);
    const mended = await edited(file, ({ fix }) => fix.set('C2', 'jack@example.com'));
    expect((await fedBack(mended)).raw[1]?.issues).toBeUndefined();
  });
});

describe('other workbooks', () => {
  it('without Results are read at Fix and re-import alone', async () => {
    const file = await edited(await resultOf(given), ({ sheets, fix }) => {
      sheets.delete('Results');
      fix.set('C2', '0491 570 110');
    });
    expect((await fedBack(file)).rows).toEqual([
      [3, 'Jack', 'jack@example.com', '0491 570 110'],
      [6, 'Leo', 'leo@', '0491 570 157'],
    ]);
  });

  it('that only have a sheet called Results are read as any other', async () => {
    const rows = '<row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row><row r="3"><c><v>1</v></c></row>';
    const file = path.join(await temporaryFolder(), 'race.xlsx');
    await writeFile(file, buildWorkbook({ sheets: [{ name: 'Results', rows }] }));
    const { header, rows: read, sentence } = await fedBack(file);
    expect([header, read, sentence]).toEqual([['Name'], [[3, '1']], '']);
  });
});
