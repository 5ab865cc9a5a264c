import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StatusCounts, StoredRun } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { failingDisk } from '../../test/failing-disk.js';
import {
  applyRetention,
  purgeRuns,
  type PurgeOptions,
  type PurgeableRuns,
  type PurgeReport,
} from './purge.js';

const now = new Date('2026-11-23T12:00:00Z');
const doneOld = '20260101-000000-000001';
const doneNew = '20261122-000000-000002';
const notSentOld = '20260103-000000-000003';
const unconfirmedOld = '20260104-000000-000004';
const killedOld = '20260105-000000-000005';
const everyId = [doneOld, notSentOld, unconfirmedOld, killedOld, doneNew];

const source = 'Fay,Gunn\n';
const settings = '{}\n';
let state = { runsFolder: '' };
let store: PurgeableRuns & { failMark?: true };

function stored(id: string, started: string, counts?: StatusCounts): StoredRun {
  return {
    id,
    account: { name: 'default', host: 'sandbox' },
    source: { name: 'list.csv', format: 'csv', sha256: 'ab', bytes: source.length },
    file: '/home/sam/list.csv',
    started: new Date(started),
    rows: 3,
    ...(counts ? { end: { at: new Date(started), seconds: 1, counts, exitCode: 0 } } : {}),
  };
}

/** As much of a journal as a purge needs, in memory. */
function memoryRuns(runs: readonly StoredRun[]): typeof store {
  const known = new Map(runs.map((run) => [run.id, run]));
  return {
    runs: async () => [...known.values()].toReversed(),
    async markPurged(id, at) {
      const run = known.get(id);
      if (this.failMark || !run) throw new Error('the journal cannot be written');
      known.set(id, { ...run, purged: at });
    },
  };
}

beforeEach(async () => {
  state = { runsFolder: await temporaryFolder() };
  for (const id of everyId) {
    await mkdir(path.join(state.runsFolder, id));
    await writeFile(path.join(state.runsFolder, id, 'source'), source);
    await writeFile(path.join(state.runsFolder, id, 'settings.json'), settings);
  }
  store = memoryRuns([
    stored(doneOld, '2026-01-01T00:00:00Z', { created: 2, invalid: 1 }),
    stored(notSentOld, '2026-01-03T00:00:00Z', { created: 2, 'not-sent': 1 }),
    stored(unconfirmedOld, '2026-01-04T00:00:00Z', { created: 2, unconfirmed: 1 }),
    stored(killedOld, '2026-01-05T00:00:00Z'),
    stored(doneNew, '2026-11-22T00:00:00Z', { created: 3 }),
  ]);
});

const purge = (selection: Parameters<typeof purgeRuns>[1], more: Partial<PurgeOptions> = {}) =>
  purgeRuns(store, selection, { state, now, ...more });
const told = ({ gone, kept }: PurgeReport) => ({
  gone: gone.map(({ run }) => run.id).toSorted(),
  kept: kept.map(({ run, why }) => `${run.id} ${why.kind}`).toSorted(),
});
const folders = (): Promise<string[]> => readdir(state.runsFolder);
const purgedIds = async () =>
  (await store.runs()).flatMap(({ id, purged }) => (purged === undefined ? [] : [id])).toSorted();

const openOnes = [notSentOld, unconfirmedOld, killedOld];
const openKept = openOnes.map((id) => `${id} unfinished`);

it('what is older goes, except where a row is unconfirmed or was not sent', async () => {
  const report = await purge({ olderThanDays: 90 });
  expect(told(report)).toEqual({ gone: [doneOld], kept: openKept });
  expect(report.gone[0]).toMatchObject({
    files: 2,
    bytes: source.length + settings.length,
    wasUnfinished: false,
  });
  expect(await folders()).toEqual(everyId.slice(1));
  expect(await purgedIds()).toEqual([doneOld]);
});

it.each([
  [1.5, [doneOld, doneNew]],
  [1.6, [doneOld]],
])('older than %d days is counted from the end', async (olderThanDays, gone) => {
  expect(told(await purge({ olderThanDays })).gone).toEqual(gone);
});

it('all go, and which could have been resumed is told', async () => {
  const report = await purge('all');
  expect(told(report)).toEqual({ gone: everyId.toSorted(), kept: [] });
  expect(report.gone.flatMap(({ run, wasUnfinished }) => (wasUnfinished ? [run.id] : [])).toSorted()).toEqual(
    openOnes,
  );
  expect(await folders()).toEqual([]);
  expect(await purgedIds()).toEqual(everyId.toSorted());
});

it('one run goes, by a part of its ID, also where it could have been resumed', async () => {
  expect(told(await purge({ run: '000003' }))).toEqual({ gone: [notSentOld], kept: [] });
  expect(await purgedIds()).toEqual([notSentOld]);
  await expect(purge({ run: 'ffff' })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
});

it('a run that another process goes on with is kept', async () => {
  const report = await purge('all', { isLocked: async ({ id }) => id === killedOld });
  expect(told(report).kept).toEqual([`${killedOld} under-way`]);
  expect(await folders()).toEqual([killedOld]);
});

it('a second purge tells of nothing', async () => {
  await purge('all');
  expect(told(await purge('all'))).toEqual({ gone: [], kept: [] });
  expect(told(await purge({ run: doneOld }))).toEqual({ gone: [], kept: [] });
});

it('the retention takes what has nothing open, after thirty days where nothing else is said', async () => {
  expect(told(await applyRetention(store, { state, now, days: 330 })).gone).toEqual([]);
  expect(told(await applyRetention(store, { state, now }))).toEqual({ gone: [doneOld], kept: openKept });
});

describe('a purge that is interrupted', () => {
  const steps = [1, 2, 3, 4];

  it('has removed the files for good before the journal says so', async () => {
    const disk = failingDisk();
    await purge({ run: doneOld }, { disk });
    const going = `.removing-${doneOld}`;
    expect(disk.calls).toEqual([
      `remove ${going}`,
      `rename ${going}`,
      `remove ${going}`,
      `syncFolder ${path.basename(state.runsFolder)}`,
    ]);
  });

  it.each(steps)('at step %i is not noted as done, and the next one ends it', async (step) => {
    const first = await purge({ run: doneOld }, { disk: failingDisk({ fails: step, code: 'EBUSY' }) });
    expect(first).toMatchObject({ gone: [], kept: [{ why: { kind: 'not-removable', code: 'EBUSY' } }] });
    expect(await purgedIds()).toEqual([]);
    // Whole or not there: never half of it under its name.
    if (step < 3) expect((await readdir(path.join(state.runsFolder, doneOld))).length).toBe(2);
    else expect(await folders()).not.toContain(doneOld);
    expect(told(await purge({ run: doneOld }))).toEqual({ gone: [doneOld], kept: [] });
    expect(await folders()).toEqual(everyId.slice(1));
    expect(await purgedIds()).toEqual([doneOld]);
  });

  it('one folder that cannot be removed does not keep the others', async () => {
    const report = await purge('all', { disk: failingDisk({ fails: 2, code: 'EPERM' }) });
    expect(report.gone).toHaveLength(4);
    expect(report.kept).toEqual([expect.objectContaining({ why: { kind: 'not-removable', code: 'EPERM' } })]);
  });

  it('where the journal cannot be written, the next one notes it', async () => {
    store.failMark = true;
    await expect(purge({ run: doneOld })).rejects.toThrow('the journal cannot be written');
    expect(await folders()).not.toContain(doneOld);
    delete store.failMark;
    const report = await purge({ run: doneOld });
    expect(report.gone).toMatchObject([{ files: 0, bytes: 0 }]);
    expect(await purgedIds()).toEqual([doneOld]);
  });

  it('files that came back with a backup go again', async () => {
    await purge({ run: doneOld });
    await mkdir(path.join(state.runsFolder, doneOld));
    await writeFile(path.join(state.runsFolder, doneOld, 'source'), source);
    expect(await purge({ olderThanDays: 90 })).toMatchObject({ gone: [{ files: 1, bytes: source.length }] });
    expect(await folders()).toEqual(everyId.slice(1));
  });
});
