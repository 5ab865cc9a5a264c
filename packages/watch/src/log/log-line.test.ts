import type { StopReason } from '@solarproof-import/importer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryRunEvent, WatchEvent } from '../watch-event.js';
import { logLine } from './log-line.js';

type AnyEvent = WatchEvent | DeliveryRunEvent;

const folder = '/srv/customers';
const delivery = '20260302-090000-0a1b2c';
const runId = '20260302-090001-0a1b2c';
const counts = { created: 3, invalid: 1 };

/** One event of each kind, with a text in all of it that may name a customer. */
function eventsWith(text: string): {
  readonly [Kind in AnyEvent['event']]: Extract<AnyEvent, { event: Kind }>;
} {
  const facts = { folder, file: `inbox/${text}.csv`, delivery };
  const said = { code: 'SOURCE_EMPTY', message: text };
  return {
    'watch-started': {
      event: 'watch-started',
      folder,
      account: 'default',
      host: 'solarproof.com.au',
      watcher: 'front-desk-3f2a9c41d07b',
      stillSeconds: 15,
    },
    'file-taken': { event: 'file-taken', ...facts },
    'file-put-back': { event: 'file-put-back', ...facts },
    'file-done': {
      event: 'file-done',
      ...facts,
      runId,
      counts,
      exitCode: 4,
      results: `done/${text}.result.xlsx`,
    },
    'file-failed': { event: 'file-failed', ...facts, ...said },
    'file-duplicate': { event: 'file-duplicate', ...facts, firstRun: runId },
    'file-in-review': { event: 'file-in-review', ...facts, ...said },
    'rows-settled': { event: 'rows-settled', ...facts, runId, counts, open: 1 },
    'waiting-for': { event: 'waiting-for', folder, cause: 'file', ...said, file: `inbox/${text}` },
    'goes-on': { event: 'goes-on', folder, cause: 'file', file: `inbox/${text}` },
    'left-in-inbox': { event: 'left-in-inbox', folder, file: `inbox/${text}`, why: 'link' },
    'pass-finished': { event: 'pass-finished', folder, files: 3, exitCode: 4 },
    'run-started': {
      event: 'run-started',
      delivery,
      runId,
      file: `${text}.csv`,
      sha256: 'ab'.repeat(32),
      account: 'default',
      host: 'solarproof.com.au',
    },
    plan: {
      event: 'plan',
      delivery,
      rows: 4,
      ready: 3,
      invalid: 1,
      duplicate: 0,
      alreadyImported: 0,
      skipped: 0,
    },
    row: {
      event: 'row',
      delivery,
      row: 7,
      status: 'invalid',
      customerId: text,
      issues: [
        {
          code: 'EMAIL_INVALID',
          level: 'error',
          place: { kind: 'cell', row: 7, column: 2, field: 'email', label: text },
          found: text,
          values: { found: text },
        } as never,
      ],
    },
    waiting: { event: 'waiting', delivery, reason: 'too-many-requests', seconds: 2 },
    settling: { event: 'settling', delivery, rows: 1, seconds: 90, row: 7 },
    'no-look-ups': { event: 'no-look-ups', delivery },
    stopping: { event: 'stopping', delivery, reason: { kind: 'owner-unknown', useremail: text } },
    'run-finished': {
      event: 'run-finished',
      delivery,
      runId,
      counts,
      seconds: 4,
      results: `/srv/customers/done/${text}.result.xlsx`,
      exitCode: 4,
    },
  };
}

/** What a name, an e-mail or a file's name may be, and what JSON makes of none of it. */
const canary = fc.stringMatching(/^[A-Za-z@. -]{12,40}$/).map((text) => `canary ${text}`);

describe('the log', () => {
  it('holds nothing that may name a customer, of no event whatever', () => {
    fc.assert(
      fc.property(canary, (text) => {
        for (const event of Object.values(eventsWith(text))) {
          const line = JSON.stringify(logLine(event));
          expect(line).not.toContain(text);
          expect(line).not.toMatch(/inbox\/|done\/|\.csv|\.xlsx/);
        }
      }),
    );
  });

  it.each([
    { kind: 'id-of-another', customerId: 'canary' },
    { kind: 'key-refused', code: 'INVALID_API_KEY' },
    { kind: 'redirect', status: 307 },
  ] as const satisfies readonly StopReason[])('holds of a stop its kind alone: %o', (reason) => {
    expect(logLine({ event: 'stopping', delivery, reason })).toEqual({
      level: 'warn',
      event: 'stopping',
      delivery,
      reason: reason.kind,
    });
  });

  it('tells of each event what it was, of which folder or delivery', () => {
    for (const [kind, event] of Object.entries(eventsWith('x'))) {
      const line = logLine(event);
      expect(line.event).toBe(kind);
      if ('folder' in event) expect(line).toHaveProperty('folder', folder);
      if ('delivery' in event && kind !== 'settling') expect(line).toHaveProperty('delivery', delivery);
    }
  });

  it('tells files that were never taken from each other, by a hash', () => {
    const [one, same, other] = ['a.csv', 'a.csv', 'b.csv'].map((name) =>
      logLine({ event: 'left-in-inbox', folder, file: `inbox/${name}`, why: 'link' }),
    );
    expect(one).toHaveProperty('fileHash', expect.stringMatching(/^[0-9a-f]{12}$/));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('has rows at the level that is off by default, with their codes', () => {
    expect(logLine(eventsWith('x').row)).toEqual({
      level: 'debug',
      event: 'row',
      delivery,
      row: 7,
      status: 'invalid',
      codes: ['EMAIL_INVALID'],
    });
    expect(logLine({ event: 'row', delivery, row: 8, status: 'created' })).not.toHaveProperty('codes');
  });
});
