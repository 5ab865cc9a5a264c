import { SourceError, type StoredRun } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { duplicateText, refusedText, reviewText, stoppedText, waitingText } from './note-texts.js';

const refused = (hints: readonly string[]): readonly string[] =>
  refusedText(new SourceError('SOURCE_X', 'It is damaged.', hints)).advice;

const last = 'Nothing was sent. Put the mended file into inbox; this file and this note can go.';

describe('why a file was refused', () => {
  it.each([
    ['no hints', [], []],
    [
      'sentences',
      ['Check that it was saved whole.', 'Or ask who made it.'],
      ['Check that it was saved whole.', 'Or ask who made it.'],
    ],
    [
      'what a person at a terminal would do next',
      ['Open it in Excel and save it as "Excel Workbook (.xlsx)", then run again.'],
      ['Open it in Excel and save it as "Excel Workbook (.xlsx)".'],
    ],
    ['the same in other words', ['Then save it and run again.'], ['Then save it.']],
    [
      'the same amid others',
      ['Make both the same, save, then run again. Leave the hidden column.'],
      ['Make both the same, save. Leave the hidden column.'],
    ],
    [
      'two columns of a screen',
      ['Give the missing columns.', 'found     Name, Mail', 'needed    Email'],
      ['found: Name, Mail', 'needed: Email', 'Give the missing columns.'],
    ],
  ])('with %s', (_, hints, expected) => {
    expect(refused(hints)).toEqual([...expected, last]);
  });

  it('has the code and the sentence of the error', () => {
    expect(refusedText(new SourceError('SOURCE_EMPTY', 'The file is empty.'))).toMatchObject({
      code: 'SOURCE_EMPTY',
      headline: 'The file is empty.',
    });
  });
});

describe('why a file was set aside as a duplicate', () => {
  const run = {
    id: '20261129-081502-0a1b2c',
    started: new Date('2026-11-29T08:15:02Z'),
    source: { name: 'first.csv', sha256: 'ab' },
    counts: {},
    end: { ended: new Date('2026-11-29T08:16:00Z'), seconds: 1, counts: { created: 3 } },
  } as unknown as StoredRun;

  it('names the run that was first, and what to do for new rows', () => {
    const { headline, advice, code } = duplicateText(run, undefined);
    expect(code).toBe('SAME_CONTENT');
    expect(headline).toMatch(
      /^the same content was imported before, as "first\.csv" on 2026-11-\d\d \d\d:\d\d \(run 20261129-081502-0a1b2c\)\.$/,
    );
    expect(advice).toEqual([
      'See what became of its rows: solarproof-import results 20261129-081502-0a1b2c',
      'Nothing was sent. If this file was meant to have new rows, save it with them and put it into inbox again.',
    ]);
  });

  it('names the workbook in which its rows are told', () => {
    expect(duplicateText(run, 'done/first.result.xlsx').advice[0]).toBe(
      'What became of its rows is in done/first.result.xlsx.',
    );
  });

  it('tells where that run has not ended', () => {
    const { end: _end, ...going } = run;
    expect(duplicateText(going as StoredRun, undefined).advice).toHaveLength(3);
  });
});

describe('why a list waits for a person', () => {
  const approve = 'solarproof-import watch approve 20261129-081502-0a1b2c';

  it.each([
    [
      'rows',
      'REVIEW_ROWS',
      "it has 7 rows; more than 5 are not imported here without a person's word (reviewOver).",
    ],
    [
      'invalid',
      'REVIEW_INVALID',
      '2 of its 7 rows cannot be sent as they are; 5 are allowed here (maxErrors).',
    ],
  ] as const)('%s', (why, code, headline) => {
    const told = reviewText({ rows: 7, invalid: 2, ready: 5 }, { why, limit: '5', approve });
    expect(told).toMatchObject({ code, headline });
    expect(told.advice.join(' ')).toContain(`let it go on: ${approve}`);
    expect(told.advice.join(' ')).toContain('5 would be created');
  });

  it.each([
    [1, 'its import stopped: 1 row was rejected or stayed unconfirmed, more than are allowed here.'],
    [3, 'its import stopped: 3 rows were rejected or stayed unconfirmed, more than are allowed here.'],
  ])('after %s errors', (errors, headline) => {
    const told = stoppedText(errors, approve);
    expect(told).toMatchObject({ code: 'REVIEW_ERRORS', headline });
    expect(told.advice.at(-1)).toContain(approve);
  });
});

it('why a file is still in the inbox ends with what the watch does by itself', () => {
  const why = new SourceError('SOURCE_LOCKED', 'Another program has it open and locked.', [
    'Close it there, then run again.',
  ]);
  expect(waitingText(why)).toEqual({
    code: 'SOURCE_LOCKED',
    headline: 'Another program has it open and locked.',
    advice: ['Close it there.', 'It is tried again at each poll, and taken by itself; this note goes then.'],
  });
});
