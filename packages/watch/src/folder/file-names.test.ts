import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besides, correctedName, namesFor, ownWorkbookName, workbookName } from './file-names.js';
import { noteName } from './note-names.js';

const taken = new Date(2026, 10, 29, 8, 15, 2);
const first = (count: number, name: string): readonly string[] => {
  const names = namesFor(name, taken);
  return Array.from({ length: count }, () => names.next().value as string);
};

/** Names of files, also hostile ones and those of our own workbooks. */
const fileName = fc
  .tuple(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc.constantFrom(
        'a',
        'customers',
        'customers.result',
        'customers.check (2)',
        'a 2026-11-29 081502',
        'x.y.z',
      ),
    ),
    fc.constantFrom('', '.csv', '.xlsx', '.CSV'),
  )
  .map(([stem, ending]) => stem.replaceAll(/[/\\\0]/g, '-') + ending)
  .filter((name) => !name.startsWith('.'));

describe('the names that a file may get', () => {
  it('are its own, with the time of its delivery, then with numbers', () => {
    expect(first(4, 'customers.csv')).toEqual([
      'customers.csv',
      'customers 2026-11-29 081502.csv',
      'customers 2026-11-29 081502 (2).csv',
      'customers 2026-11-29 081502 (3).csv',
    ]);
  });

  it.each([
    ['customers', 'customers 2026-11-29 081502'],
    ['a.b.csv', 'a.b 2026-11-29 081502.csv'],
    ['a.result.xlsx', 'a 2026-11-29 081502.result.xlsx'],
    [`${'x'.repeat(200)}.csv`, `${'x'.repeat(140)} 2026-11-29 081502.csv`],
    [`${'界'.repeat(83)}.csv`, `${'界'.repeat(46)} 2026-11-29 081502.csv`],
  ])('keep the ending, and leave room for what lies beside: %s', (name, second) => {
    expect(first(2, name)[1]).toBe(second);
  });

  it('differ from each other, lead into no other folder, and end as the file does', () => {
    fc.assert(
      fc.property(fileName, (name) => {
        const names = first(6, name);
        expect(new Set(names).size).toBe(6);
        for (const one of names) expect(one).not.toMatch(/[/\\]/);
        for (const one of names.slice(1)) expect(path.extname(one)).toBe(path.extname(name));
      }),
    );
  });

  it('do not end', () => {
    expect(first(1_000, 'a.csv').at(-1)).toBe('a 2026-11-29 081502 (999).csv');
  });
});

describe('the name of a workbook', () => {
  it.each([
    ['customers.csv', 'result', 'customers.result.xlsx'],
    ['customers.xlsx', 'check', 'customers.check.xlsx'],
    ['customers.result.xlsx', 'result', 'customers.result.xlsx'],
    ['customers.result (2).xlsx', 'result', 'customers.result.xlsx'],
    ['customers.check.xlsx', 'result', 'customers.result.xlsx'],
    ['customers', 'result', 'customers.result.xlsx'],
    ['customers.corrected.xlsx', 'result', 'customers.result.xlsx'],
    [`${'x'.repeat(200)}.csv`, 'result', `${'x'.repeat(170)}.result.xlsx`],
    [`${'界'.repeat(83)}.csv`, 'result', `${'界'.repeat(56)}.result.xlsx`],
  ] as const)('on %s, %s: %s', (name, kind, expected) => {
    expect(workbookName(name, kind)).toBe(expected);
  });
});

describe('a workbook of ours that was put into the inbox again', () => {
  it.each([
    ['customers.result.xlsx', 'customers.corrected.xlsx'],
    ['customers.check (2).xlsx', 'customers.corrected.xlsx'],
    ['customers.corrected.xlsx', 'customers.corrected.xlsx'],
  ])('leaves its name to its own result: %s', (name, expected) => {
    expect(correctedName(name)).toBe(expected);
  });

  it('has its own result beside it under another name, the same whenever it is asked for', () => {
    expect(ownWorkbookName('customers.result.xlsx', 'result')).toBe('customers.result (2).xlsx');
    expect(ownWorkbookName('CUSTOMERS.csv', 'result')).toBe('CUSTOMERS.result.xlsx');
    fc.assert(
      fc.property(fileName, fc.constantFrom('result' as const, 'check' as const), (name, kind) => {
        expect(ownWorkbookName(name, kind).toLowerCase()).not.toBe(name.toLowerCase());
      }),
    );
  });
});

describe('what lies beside a file', () => {
  it('is its workbook, under whatever name it was written, the result first, and its note; they get their names from the file', () => {
    const found = besides(
      [
        'a.csv',
        'a.csv.error.txt',
        'a.result.xlsx',
        'a.check (2).xlsx',
        '.a.result.xlsx.tmp',
        '~$a.result.xlsx',
        'other.csv.error.txt',
        'Thumbs.db',
      ],
      'a.csv',
    );
    expect(found.map(({ name, kind, nameBeside }) => [name, kind, nameBeside('b.csv')])).toEqual([
      ['a.result.xlsx', 'result', 'b.result.xlsx'],
      ['a.check (2).xlsx', 'check', 'b.check.xlsx'],
      ['a.csv.error.txt', 'note', 'b.csv.error.txt'],
    ]);
  });

  it('is not the file itself, where a result was put into the inbox again', () => {
    const names = ['a.result.xlsx', 'a.result (2).xlsx'];
    expect(besides(names, 'a.result.xlsx').map(({ name, kind }) => [name, kind])).toEqual([
      ['a.result (2).xlsx', 'result'],
    ]);
  });

  it('is found again under every name that its workbook may get, and every note', () => {
    const kinds = fc.constantFrom('result' as const, 'check' as const);
    const notes = fc.constantFrom('error' as const, 'duplicate' as const, 'review' as const);
    fc.assert(
      fc.property(fileName, kinds, notes, (file, kind, note) => {
        const wanted = ownWorkbookName(file, kind);
        // The second is what the writer makes of it where the first is open in Excel.
        const second = wanted.replace(/(?: \(2\))?\.xlsx$/, ' (2).xlsx');
        const written = [...new Set([wanted, second])].filter((name) => name !== file);
        const found = besides([file, ...written, noteName(file, note)], file);
        expect(found.map((one) => [one.name, one.kind])).toEqual([
          ...written.toSorted().map((name) => [name, kind]),
          [noteName(file, note), 'note'],
        ]);
        const [last] = found.slice(-1);
        expect(last?.nameBeside('other.csv')).toBe(noteName('other.csv', note));
        for (const one of found.slice(0, -1)) expect(one.nameBeside(file)).toBe(workbookName(file, kind));
      }),
    );
  });
});
