import { expect, test } from 'vitest';
import { exitCodeOf } from './exit-code.js';
import type { StopReason } from './stop-reason.js';

test.each([
  [{ created: 5, exists: 1, duplicate: 2, skipped: 1 }, 0],
  [{ ready: 5 }, 0],
  [{ created: 5, invalid: 1 }, 4],
  [{ created: 5, rejected: 1 }, 4],
  [{ unconfirmed: 1, 'not-sent': 1 }, 4],
  [{ created: 1, 'not-sent': 1 }, 5],
])('%o ends with %i', (counts, code) => {
  expect(exitCodeOf(counts)).toBe(code);
});

test.each<[StopReason, number]>([
  [{ kind: 'key-refused', code: 'INVALID_API_KEY' }, 6],
  [{ kind: 'unreachable', cause: 'dns' }, 5],
  [{ kind: 'redirect', status: 307 }, 5],
  [{ kind: 'throttled-too-long', seconds: 1000 }, 5],
  [{ kind: 'owner-unknown', useremail: 'x@example.com' }, 5],
  [{ kind: 'too-many-unanswered' }, 5],
  [{ kind: 'too-many-errors', errors: 3 }, 5],
  [{ kind: 'look-ups-failing' }, 5],
  [{ kind: 'id-of-another', customerId: '79459' }, 5],
  [{ kind: 'failed' }, 5],
  [{ kind: 'interrupted', signal: 'SIGINT' }, 130],
  [{ kind: 'interrupted', signal: 'SIGTERM' }, 143],
])('a run that stopped by %o ends with %i, whatever its counts', (stop, code) => {
  expect(exitCodeOf({ created: 1 }, stop)).toBe(code);
});

test.each([
  [{ created: 3 }, 0],
  [{ created: 2, unconfirmed: 1 }, 4],
  [{ created: 2, 'not-sent': 1 }, 5],
  [{ invalid: 1, unconfirmed: 1, 'not-sent': 1 }, 5],
])(
  'a reconcile that leaves %o ends with %i: rows that now wait for a resume come before all else',
  (counts, code) => {
    expect(exitCodeOf(counts, undefined, true)).toBe(code);
  },
);
