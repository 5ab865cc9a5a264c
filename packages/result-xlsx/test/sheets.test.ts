import type { ResultBook } from '@solarproof-import/core';
import { listSheets } from '@solarproof-import/parser-xlsx';
import { cellError, resultBook, resultRow } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { importLabels } from '../src/row-layout.js';
import { openElsewhere, parsed, sheetOf, write } from './written-book.js';

const columns = [
  { column: 0, label: ' Name ', samples: ['Olivia'] },
  { column: 1, label: '', samples: [] },
  { column: 2, label: 'Mobile', field: 'phone1', matchedBy: 'other-label', samples: ['0491 570 006'] },
] as const;

const mixed = resultBook(
  [
    resultRow(2, { cells: ['Olivia', 'x', '0491 570 006'] }),
    resultRow(4, {
      cells: ['Jack', '', '12'],
      outcome: { status: 'invalid', issues: [] },
      issues: [
        cellError('PHONE1_INVALID', { row: 4, column: 2 }, { field: 'phone1' }),
        cellError('B', { row: 4 }),
      ],
    }),
    resultRow(5, { cells: ['Mia'], outcome: { status: 'duplicate', of: 2, customerId: '7002' } }),
    resultRow(6, {
      cells: ['Leo'],
      outcome: { status: 'rejected', code: 'INVALID_PARAMETERS', message: '' },
    }),
    resultRow(7, { cells: ['Ava'], outcome: { status: 'not-sent', reason: 'run-stopped' } }),
    resultRow(8, {
      cells: ['Zoe', '', '=1+1'],
      changes: [
        { field: 'phone1', column: 2, before: '=1+1', after: '2', rule: 'RULE' },
        { field: 'type', before: '', after: 'COMMERCIAL', rule: 'SET' },
      ],
    }),
  ],
  { columns },
);

describe('the sheets', () => {
  it('come in the order of the contract', async () => {
    const names = (await listSheets(await write(mixed))).map(({ name }) => name);
    expect(names).toEqual(['Summary', 'Results', 'Fix and re-import', 'Changes', 'Columns']);
  });

  it('Results has the labels untouched, then every row once with what became of it', async () => {
    const [header, ...rows] = await parsed(await write(mixed), 'Results');
    expect(header).toEqual([' Name ', '', 'Mobile', ...importLabels]);
    const run = mixed.summary.runId;
    expect(rows[0]).toEqual(['Olivia', 'x', '0491 570 006', '2', 'created', '7002', '', '', '', '', run]);
    expect(rows[1]).toEqual(
      ['Jack', '', '12', '4', 'invalid', '', 'PHONE1_INVALID; B', 'phone1; '].concat([
        'PHONE1_INVALID is the problem; B is the problem',
        'mend PHONE1_INVALID; mend B',
        run,
        expect.stringMatching(/^4 [0-9a-z]{24}$/),
      ]),
    );
    expect(rows[2]?.slice(3, 6)).toEqual(['5', 'duplicate', '7002']);
    expect(rows.map((cells) => cells[3])).toEqual(['2', '4', '5', '6', '7', '8']);
  });

  it('Fix and re-import has only rows to fix, and in a check only the invalid ones', async () => {
    const rowsIn = async (book: ResultBook) =>
      (await parsed(await write(book), 'Fix and re-import')).slice(1).map((cells) => cells[3]);
    expect(await rowsIn(mixed)).toEqual(['4', '6', '7']);
    expect(await rowsIn({ ...mixed, summary: { ...mixed.summary, kind: 'check' } })).toEqual(['4']);
  });

  it('Changes has each change with its reason', async () => {
    expect(await parsed(await write(mixed), 'Changes')).toEqual([
      ['Row', 'Column', 'Before', 'After', 'Rule', 'Why'],
      ['8', 'Mobile', '=1+1', '2', 'RULE', 'because of RULE'],
      ['8', 'type, set for all rows', '', 'COMMERCIAL', 'SET', 'because of SET'],
    ]);
  });

  it('Columns tells of each column what it feeds', async () => {
    expect(await parsed(await write(mixed), 'Columns')).toEqual([
      ['Column', 'Label', 'Feeds', 'How sure', 'Sample 1', 'Sample 2', 'Sample 3'],
      ['A', ' Name ', 'no such field in Solar Proof; kept here', '', 'Olivia'],
      ['B', '', 'no such field in Solar Proof; kept here'],
      ['C', 'Mobile', 'phone1', 'another name for it', '0491 570 006'],
    ]);
  });

  it('Summary tells the result, what to do next and what was left out', async () => {
    const summary = { ...mixed.summary, next: ['Do this.'], leftOut: ['That.'], stopped: 'It stopped.' };
    const page = (await parsed(await write({ ...mixed, summary }), 'Summary'))
      .flat()
      .filter((text) => text !== '');
    expect(page[0]).toBe('6 rows: 2 created, 2 to fix, 1 not sent, 1 duplicate');
    for (const text of ['Do this.', 'That.', 'It stopped.', 'default at api.example.com', '4.9 s']) {
      expect(page).toContain(text);
    }
  });

  it('reads no row again for a sheet that needs none', async () => {
    let readings = 0;
    const plain = resultBook([resultRow(2)]);
    const counted: ResultBook = { ...plain, rows: () => (readings++, plain.rows()) };
    await write(counted);
    expect(readings).toBe(2); // the widths' sample, and Results
  });
});

describe('what a person sees', () => {
  it('has the header frozen, filtered and repeated in print, and text cells', async () => {
    const workbook = await openElsewhere(await write(mixed));
    const sheet = sheetOf(workbook, 'Results');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:L7');
    expect(sheet.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      printTitlesRow: '1:1',
    });
    expect(sheet.columns.map(({ hidden }) => hidden)).toEqual([...Array<boolean>(11).fill(false), true]);
    for (const address of ['A1', 'A2', 'B3', 'C7', 'F2']) expect(sheet.getCell(address).numFmt).toBe('@');
    expect(sheet.getCell('D2').value).toBe(2);
  });

  it('has guilty cells tinted, with a note, in both sheets of rows', async () => {
    const workbook = await openElsewhere(await write(mixed));
    for (const address of ['Results!C3', 'Fix and re-import!C2']) {
      const [name = '', cell = ''] = address.split('!');
      const guilty = sheetOf(workbook, name).getCell(cell);
      expect(guilty.note).toBe('PHONE1_INVALID is the problem\nmend PHONE1_INVALID');
      expect(guilty.fill).toMatchObject({ type: 'pattern', fgColor: { argb: 'FFFBD5A6' } });
    }
    expect(sheetOf(workbook, 'Results').getCell('A3').note).toBeUndefined();
  });

  it('has notes on the first guilty cells only, and says so', async () => {
    const path = await write(mixed, { sheetNotes: 0 });
    const workbook = await openElsewhere(path);
    expect(sheetOf(workbook, 'Results').getCell('C3').note).toBeUndefined();
    expect((await parsed(path, 'Summary')).flat().join(' ')).toContain('Only the first 0 cells at fault');
  });
});

describe('rows that do not fit', () => {
  it('go on in Results (2), Results (3) … with the header again', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => resultRow(index + 2, { cells: [`n${index}`] }));
    const path = await write(resultBook(rows), { sheetRows: 5 });
    const names = (await listSheets(path)).map(({ name }) => name);
    expect(names.slice(1, 5)).toEqual(['Results', 'Results (2)', 'Results (3)', 'Fix and re-import']);
    const pages = await Promise.all(names.slice(1, 4).map((name) => parsed(path, name)));
    expect(pages.map((page) => page.length)).toEqual([5, 5, 3]);
    expect(pages.flatMap((page) => page.slice(1).map((cells) => cells[0]))).toEqual(
      rows.map(({ raw }) => raw.cells[0]),
    );
    expect(pages[2]?.[0]).toEqual(pages[0]?.[0]);
  });

  it('lose no cell where they are wider than the labels', async () => {
    const narrow = Array.from({ length: 250 }, (_, index) => resultRow(index + 3, { cells: ['x'] }));
    const wide = ['a', 'b', 'c', 'd'];
    const early = await parsed(
      await write(resultBook([resultRow(2, { cells: wide }), ...narrow])),
      'Results',
    );
    expect(early[0]).toEqual(['', '', '', '', ...importLabels]);
    expect(early[1]?.slice(0, 5)).toEqual([...wide, '2']);
    const late = await parsed(
      await write(resultBook([...narrow, resultRow(900, { cells: wide })])),
      'Results',
    );
    expect(late[0]).toEqual(['', ...importLabels]);
    expect(late.at(-1)).toEqual([
      'a',
      '900',
      'created',
      '7900',
      '',
      '',
      '',
      '',
      mixed.summary.runId,
      '',
      'b',
      'c',
      'd',
    ]);
  });
});
