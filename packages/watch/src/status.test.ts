import type { StoredRun } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import type { Heartbeat } from './run/heartbeat.js';
import { illnesses, type WatchStatus } from './status.js';

const now = new Date('2026-03-02T09:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

const well: Heartbeat = {
  version: 1,
  folder: '/srv/a',
  account: 'default',
  host: 'solarproof.com.au',
  watcher: 'desk-3f2a9c41d07b',
  pid: 1,
  started: ago(9_000),
  at: ago(5),
  lastPoll: ago(5),
  doing: 'polling',
  inbox: 0,
  processing: 0,
  troubles: [],
};

const statusWith = (folders: readonly Heartbeat[], more: Partial<WatchStatus> = {}): WatchStatus => ({
  folders,
  openRuns: [] as readonly StoredRun[],
  review: [],
  notices: 0,
  ...more,
});

const trouble = (cause: 'account' | 'machine' | 'folder' | 'file') => ({
  cause,
  of: 'x',
  code: `${cause.toUpperCase()}_X`,
  message: 'It is so.',
  since: ago(60),
});

const codesOf = (status: WatchStatus, folders?: readonly string[]): readonly string[] =>
  illnesses(status, { now, withinMs: 120_000, folders }).map(({ code }) => code);

describe('what keeps watches from their work', () => {
  it.each<[string, Partial<Heartbeat>, readonly string[]]>([
    ['that polls', {}, []],
    ['that has just begun', { lastPoll: undefined, started: ago(60) }, []],
    ['that has never seen its inbox', { lastPoll: undefined }, ['NO_POLL']],
    ['that died', { at: ago(121), lastPoll: ago(121) }, ['NO_HEARTBEAT']],
    ['that ended as it should, and long ago', { at: ago(121), doing: 'ended' }, ['NO_HEARTBEAT']],
    ['that ended a moment ago, as passes of their own do', { doing: 'ended' }, []],
    ['that has imported for hours', { doing: 'importing', lastPoll: ago(9_000) }, []],
    ['that hangs while it polls', { lastPoll: ago(121) }, ['NO_POLL']],
    ['that waits for its time', { doing: 'waiting', lastPoll: ago(50_000), nextPass: ago(-3_600) }, []],
    [
      'whose process died while it waits for its time',
      { doing: 'waiting', at: ago(121), nextPass: ago(-3_600) },
      ['NO_HEARTBEAT'],
    ],
    ['whose account another run has', { troubles: [{ ...trouble('account'), code: 'ACCOUNT_LOCKED' }] }, []],
    ['whose account is down', { troubles: [trouble('account')] }, ['ACCOUNT_X']],
    ['whose share is away', { troubles: [trouble('folder')] }, ['FOLDER_X']],
    ['whose machine fails', { troubles: [trouble('machine')] }, ['MACHINE_X']],
    ['of which one file waits', { troubles: [trouble('file')] }, []],
  ])('a folder %s', (_, more, expected) => {
    expect(codesOf(statusWith([{ ...well, ...more }]))).toEqual(expected);
  });

  it('is that a folder which should be watched never was', () => {
    expect(codesOf(statusWith([well]), ['/srv/a', '/srv/b'])).toEqual(['NEVER_WATCHED']);
    expect(codesOf(statusWith([well]), ['/srv/b'])).toEqual(['NEVER_WATCHED']);
  });

  it('is that none was ever watched', () => {
    expect(codesOf(statusWith([]))).toEqual(['NEVER_WATCHED']);
  });

  it('is a journal that cannot be written, before all else', () => {
    expect(codesOf(statusWith([well], { journal: 'the disk is full' }))).toEqual(['JOURNAL_UNWRITABLE']);
    expect(codesOf(statusWith([], { journal: 'the disk is full' }))).toEqual([
      'JOURNAL_UNWRITABLE',
      'NEVER_WATCHED',
    ]);
  });

  it('names the folder, and how long ago the last sign was', () => {
    const status = statusWith([{ ...well, at: ago(300) }]);
    expect(illnesses(status, { now, withinMs: 120_000 })).toEqual([
      { folder: '/srv/a', code: 'NO_HEARTBEAT', message: 'The last sign of life was 300 s ago.' },
    ]);
  });
});
