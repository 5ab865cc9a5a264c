import { resultRow } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRowCheck, rowCheck } from './row-check.js';

const labels = ['Name', 'Email', ''];
const layout = { labels, fieldColumns: new Map([['email', 1] as const]) };
const invalid = { status: 'invalid', issues: [] } as const;
const unconfirmed = { status: 'unconfirmed', reason: 'time-out' } as const;

describe('Import: Check', () => {
  it('knows every cell as it was, whatever it held', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (cells) => {
        const check = readRowCheck(rowCheck(resultRow(17, { cells, outcome: invalid }), layout));
        expect(check?.row).toBe(17);
        for (const column of [0, 1, 2, 3, 4])
          expect(check?.isOriginal(labels[column] ?? '', cells[column] ?? '')).toBe(true);
      }),
    );
  });

  it('tells a changed cell, a cleared one, and a text that has moved to another column', () => {
    const check = readRowCheck(
      rowCheck(resultRow(17, { cells: ['Jo', 'jo@example.com'], outcome: invalid }), layout),
    );
    expect(check?.isOriginal('Name', 'Joe')).toBe(false);
    expect(check?.isOriginal('Name', '')).toBe(false);
    expect(check?.isOriginal('Email', 'Jo')).toBe(false);
  });

  it('knows a cell whose column was renamed since, and takes a blank in a new column for none', () => {
    const check = readRowCheck(
      rowCheck(resultRow(17, { cells: ['Jo', '0491570006'], outcome: invalid }), layout),
    );
    expect(check?.isOriginal('First Name', 'Jo')).toBe(true);
    expect(check?.isOriginal('First Name', 'Joe')).toBe(false);
    expect(check?.isOriginal('Added', '')).toBe(true);
    expect(check?.isOriginal('Added', 'RESIDENTIAL')).toBe(false);
  });

  it('takes other blanks and line ends for no change: spreadsheet programs make them', () => {
    const check = readRowCheck(rowCheck(resultRow(2, { cells: [' a\r\nb '], outcome: invalid }), layout));
    expect(check?.isOriginal('Name', 'a\nb')).toBe(true);
  });

  it('remembers of an unconfirmed row the e-mail as it was sent, and of no other row', () => {
    const cells = ['Jo', 'mailto:jo@example.com'];
    const changes = [
      {
        field: 'email',
        column: 1,
        before: 'mailto:jo@example.com',
        after: 'jo@example.com',
        rule: 'R',
      },
    ] as const;
    const emailOf = (parts: Parameters<typeof resultRow>[1]) =>
      readRowCheck(rowCheck(resultRow(9, { cells, ...parts }), layout))?.email;
    expect(emailOf({ outcome: unconfirmed, changes })).toBe('jo@example.com');
    expect(emailOf({ outcome: unconfirmed })).toBe('mailto:jo@example.com');
    expect(emailOf({ outcome: invalid })).toBeUndefined();
  });

  it('is blank for a row that is done, and where it would not fit into a cell', () => {
    expect(rowCheck(resultRow(2, { cells: ['Jo'] }), layout)).toBe('');
    const wide = Array.from({ length: 7_000 }, () => 'x');
    expect(rowCheck(resultRow(2, { cells: wide, outcome: invalid }), layout)).toBe('');
  });

  it.each(['', 'x', '17', '17 abcdefg', '17 abcdefgh-', 'true'])(
    'does not read %j, which is not ours',
    (text) => {
      expect(readRowCheck(text)).toBeUndefined();
    },
  );
});
