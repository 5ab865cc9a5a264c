import { describe, expect, it } from 'vitest';
import { customerFields } from '../fields/customer-fields.js';
import type { Issue } from '../model/issue.js';
import { wordings } from './catalogue.js';
import { describeIssue } from './describe-issue.js';
import { IssueGroups } from './issue-groups.js';

const phone: Issue = {
  code: 'PHONE1_INVALID',
  level: 'error',
  field: 'phone1',
  place: { sheet: 'Customers', row: 17, column: 3 },
  values: { found: '5550 1234', expected: 'an Australian number', why: 'too-few-digits' },
};

describe('an issue in words', () => {
  it('says what is wrong, where, what was found and what to do', () => {
    expect(describeIssue(phone)).toEqual({
      headline: 'phone has too few digits',
      problem: 'Phone has too few digits (D17): "5550 1234".',
      suggestion: 'Write all its digits, e.g. 0491 570 006 or 02 5550 1234.',
    });
  });

  it('has words for every field and every end of a code', () => {
    for (const { key, refusal } of customerFields) {
      for (const reason of ['MISSING', refusal]) {
        const text = describeIssue({
          code: `${key.toUpperCase()}_${reason}`,
          level: 'error',
          field: key,
          place: { row: 2 },
          values: { found: 'x' },
        });
        expect(text.headline).not.toContain('_');
        expect(text.suggestion).not.toBe('');
      }
    }
  });

  it('has words for every code of the catalogue, also where the values are missing', () => {
    for (const code of wordings.keys())
      expect(describeIssue({ code, level: 'error', place: {} }).problem).toMatch(/^.+\.$/);
  });

  it('repeats the vendor for a code that only the vendor knows', () => {
    const text = describeIssue({
      code: 'API_NAME_TOO_LONG',
      level: 'error',
      place: { row: 4 },
      values: { message: 'Name is too long.' },
    });
    expect(text.problem).toBe('Solar Proof refused it: Name is too long (row 4).');
  });

  it('shortens what was found', () => {
    expect(describeIssue({ ...phone, values: { found: 'x'.repeat(500) } }).problem.length).toBeLessThan(200);
  });
});

describe('groups of issues', () => {
  it('tell equal problems once, with the first places, the most frequent first', () => {
    const groups = new IssueGroups();
    groups.add('invalid', [{ ...phone, code: 'SURNAME_MISSING', field: 'surname' }]);
    for (let row = 2; row < 10; row += 1) groups.add('invalid', [{ ...phone, place: { row, column: 3 } }]);
    expect(groups.of('invalid')).toMatchObject([
      { count: 8, headline: 'phone has too few digits', places: ['D2', 'D3', 'D4', 'D5', 'D6'] },
      { count: 1, headline: 'surname is missing' },
    ]);
    expect(groups.of('rejected')).toEqual([]);
  });

  it('stay few, however many different values there are', () => {
    const groups = new IssueGroups();
    for (let row = 2; row < 2_000; row += 1) {
      groups.add('invalid', [
        {
          code: 'TYPE_UNRECOGNISED',
          level: 'error',
          field: 'type',
          place: { row },
          values: { found: `v${row}` },
        },
      ]);
    }
    expect(groups.of('invalid').length).toBeLessThanOrEqual(501);
    expect(groups.of('invalid').reduce((sum, { count }) => sum + count, 0)).toBe(1_998);
  });
});
