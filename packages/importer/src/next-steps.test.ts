import { expect, test } from 'vitest';
import { nextSteps } from './next-steps.js';

const named = {
  file: 'list.csv',
  result: "Jo's list.result.xlsx",
  flags: { sameFile: ['--sheet', 'A b'], result: ['--sandbox'], resume: ['--state-dir', 'kept here'] },
};
const said = (ended: Parameters<typeof nextSteps>[0], names: Parameters<typeof nextSteps>[1] = named) =>
  nextSteps(ended, names).map(({ text, command }) => (command === undefined ? text : `${text} ${command}`));

test('after a run, what needs a hand comes first and names the result', () => {
  expect(said({ kind: 'run', counts: { created: 5, invalid: 2, rejected: 1, unconfirmed: 1 } })).toEqual([
    'Look up 1 row marked "unconfirmed" in Solar Proof: the customer may exist or not.',
    `Correct 3 rows in the sheet "Fix and re-import", save, then solarproof-import run "Jo's list.result.xlsx" --sandbox`.replace(
      `"Jo's list.result.xlsx"`,
      process.platform === 'win32' ? `"Jo's list.result.xlsx"` : `'Jo'\\''s list.result.xlsx'`,
    ),
  ]);
});

test('rows that were not sent stand in the same sheet, and are not forgotten', () => {
  expect(
    said({ kind: 'run', counts: { invalid: 1, 'not-sent': 4 } }, { ...named, result: 'r.xlsx' }),
  ).toEqual([
    'To send the other 4 rows: solarproof-import run r.xlsx --sandbox',
    'Correct 1 row in the sheet "Fix and re-import", save, then solarproof-import run r.xlsx --sandbox',
  ]);
});

test('after a stop, the rest is to be sent; by whom it was stopped decides how it is said', () => {
  const names = { ...named, result: 'list.result.xlsx' };
  const counts = { created: 5, 'not-sent': 2 };
  expect(said({ kind: 'run', counts, stop: { kind: 'unreachable', cause: 'dns' } }, names)).toEqual([
    'When the cause is gone, send the other 2 rows: solarproof-import run list.result.xlsx --sandbox',
  ]);
  expect(said({ kind: 'run', counts, stop: { kind: 'interrupted', signal: 'SIGINT' } }, names)).toEqual([
    'To send the other 2 rows: solarproof-import run list.result.xlsx --sandbox',
  ]);
});

test('a run that is kept goes on by resume; where nothing is to be sent, reconcile looks again', () => {
  const kept = { kind: 'run', resumable: true } as const;
  const stop = { kind: 'unreachable', cause: 'dns' } as const;
  expect(said({ ...kept, counts: { 'not-sent': 2, unconfirmed: 1 }, stop })).toEqual([
    'When the cause is gone, go on with 3 rows: solarproof-import resume --state-dir "kept here"',
  ]);
  expect(said({ ...kept, counts: { created: 2, unconfirmed: 1 } })).toEqual([
    'To look again for 1 row marked "unconfirmed": solarproof-import reconcile --state-dir "kept here"',
  ]);
});

test('a customer of another name is to be looked at', () => {
  expect(said({ kind: 'run', counts: { exists: 3 }, otherNames: 1 })).toEqual([
    'Look at 1 row marked "exists" or "already-imported": in Solar Proof that e-mail has another name.',
  ]);
});

test('after a check, the list itself is the place to work', () => {
  expect(said({ kind: 'check', counts: { ready: 5, invalid: 1 } })).toEqual([
    'Correct 1 row in the list, or import the others now and those later.',
    'To import 5 rows: solarproof-import run list.csv --sheet "A b"',
  ]);
  expect(said({ kind: 'check', counts: { invalid: 1 } })).toEqual([
    'Correct 1 row in the list, save, then solarproof-import run list.csv --sheet "A b"',
  ]);
});

test('where all is done there is nothing to do', () => {
  expect(said({ kind: 'run', counts: { created: 5, duplicate: 1 } })).toEqual([
    'Nothing: every row is done.',
  ]);
  expect(said({ kind: 'check', counts: { skipped: 1 } })).toEqual(['Nothing: no row has a customer in it.']);
});

test('rows with a warning are to be looked at, and so not everything is done', () => {
  const look = 'Look at 2 rows with a warning in "Import: Problem": a value may be wrong.';
  expect(said({ kind: 'run', counts: { created: 5 }, warnedRows: 2 })).toEqual([look]);
  expect(said({ kind: 'check', counts: { ready: 5 }, warnedRows: 2 })[0]).toBe(look);
});

test('in a watched folder nobody types a command: the inbox takes what was corrected', () => {
  const watched = { ...named, flags: { ...named.flags, watch: { approve: 'watch approve 1' } } };
  expect(
    said({ kind: 'run', counts: { created: 5, invalid: 2, unconfirmed: 1, 'not-sent': 1 } }, watched),
  ).toEqual([
    '2 rows still open: the watch goes on by itself, and writes this workbook anew.',
    'Correct 2 rows in the sheet "Fix and re-import", save, then put this workbook into the folder "inbox".',
  ]);
  expect(said({ kind: 'run', counts: { created: 5 } }, watched)).toEqual(['Nothing: every row is done.']);
  expect(said({ kind: 'check', counts: { ready: 5, invalid: 1 } }, watched)).toEqual([
    'Correct 1 row in the list, or import the others now and those later.',
    'To import 5 rows: watch approve 1',
  ]);
  expect(said({ kind: 'check', counts: { invalid: 1 } }, watched)).toEqual([
    'Correct 1 row in the list, save, then put it into the folder "inbox".',
  ]);
});
