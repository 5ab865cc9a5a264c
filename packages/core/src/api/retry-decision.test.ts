import { describe, expect, it, test } from 'vitest';
import type { CreateAnswer } from './create-answer.js';
import { retryAfterMs } from './retry-after.js';
import { decideRetry, type AttemptHistory } from './retry-decision.js';

const now = new Date('2026-03-02T09:00:00Z');
const history = (some: Partial<AttemptHistory> = {}): AttemptHistory => ({
  notSent: 1,
  throttling: { inARow: 1, waitedMs: 0 },
  random: 0.5,
  now,
  ...some,
});

test.each<[CreateAnswer]>([
  [{ kind: 'created', customerId: '1' }],
  [{ kind: 'rejected', code: 'INVALID_PARAMETERS', message: '' }],
  [{ kind: 'duplicate-email', message: '' }],
  [{ kind: 'owner-unknown', message: '' }],
  [{ kind: 'key-refused', code: 'HTTP_401' }],
  [{ kind: 'forbidden' }],
  [{ kind: 'unknown', reason: 'time-out' }],
  [{ kind: 'unknown', reason: 'server-error', status: 500 }],
  [{ kind: 'unknown', reason: 'redirect', status: 307 }],
  [{ kind: 'not-sent', cause: 'aborted' }],
])('after %o nothing is sent again', (answer) => {
  expect(decideRetry(answer, history())).toEqual({ kind: 'final' });
});

describe('when nothing left this machine', () => {
  const refused: CreateAnswer = { kind: 'not-sent', cause: 'refused' };

  it('the row is sent again after a back-off that doubles, with full jitter and a cap', () => {
    const afterMs = (notSent: number, random: number) => {
      const decision = decideRetry(refused, history({ notSent, random }));
      return decision.kind === 'again' ? decision.afterMs : decision;
    };
    expect([1, 2, 3, 4].map((notSent) => afterMs(notSent, 0.999_999))).toEqual([999, 1_999, 3_999, 7_999]);
    expect(afterMs(1, 0)).toBe(0);
  });

  it('the run stops after five attempts, or at once for a certificate', () => {
    expect(decideRetry(refused, history({ notSent: 5 }))).toEqual({
      kind: 'stop-run',
      why: 'unreachable',
      cause: 'refused',
    });
    expect(decideRetry({ kind: 'not-sent', cause: 'certificate' }, history())).toMatchObject({
      kind: 'stop-run',
    });
  });
});

describe('when the server asks to wait', () => {
  const throttled: CreateAnswer = { kind: 'throttled' };

  it('everybody waits as told, and the row of a 429 is sent again', () => {
    expect(decideRetry({ ...throttled, retryAfter: '7' }, history())).toEqual({
      kind: 'pause-run',
      afterMs: 7_000,
      again: true,
    });
  });

  it('everybody waits after a 503 too, but its row is not sent again', () => {
    const answer: CreateAnswer = {
      kind: 'unknown',
      reason: 'server-error',
      status: 503,
      retryAfter: 'Mon, 02 Mar 2026 09:00:30 GMT',
    };
    expect(decideRetry(answer, history())).toEqual({ kind: 'pause-run', afterMs: 30_000, again: false });
  });

  it('untold, it doubles from 2 s to 60 s', () => {
    const waits = [1, 2, 3, 5, 6, 20].map((inARow) =>
      decideRetry(throttled, history({ throttling: { inARow, waitedMs: 0 } })),
    );
    expect(waits.map((wait) => wait.kind === 'pause-run' && wait.afterMs)).toEqual([
      2_000, 4_000, 8_000, 32_000, 60_000, 60_000,
    ]);
  });

  it('the run stops rather than wait longer than 15 minutes, at once or in all', () => {
    expect(decideRetry({ ...throttled, retryAfter: '901' }, history())).toMatchObject({
      kind: 'stop-run',
      why: 'throttled-too-long',
    });
    expect(decideRetry(throttled, history({ throttling: { inARow: 20, waitedMs: 850_000 } }))).toMatchObject({
      kind: 'stop-run',
    });
  });
});

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Mon, 02 Mar 2026 09:00:10 GMT', 10_000],
  ['Monday, 02-Mar-26 09:00:10 GMT', 10_000],
  ['Mon, 02 Mar 2026 08:00:00 GMT', undefined],
  ['9'.repeat(400), Infinity],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});
