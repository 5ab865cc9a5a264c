import { mkdir, open, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoredRun } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { takeSnapshot, type Snapshot } from '../take-snapshot.js';
import { machineDisk, type Disk } from './durable-disk.js';
import { openRunFolder } from './open-run-folder.js';
import { adoptSnapshot } from './run-folder.js';
import { parseRunSettings, type RunSettings } from './run-settings.js';
import { sweepRunsFolder } from './sweep-runs-folder.js';
import { failingDisk } from '../../test/failing-disk.js';

const list = 'First Name,Surname,Email\nFay,Gunn,fay.gunn@example.com\n';
const runId = '20261123-174502-7f3a9c';
const settings: RunSettings = {
  version: 1,
  sheet: 'Customers',
  headerRow: 3,
  encoding: 'windows-1252',
  defaults: { useremail: 'owner@example.com' },
  output: '/home/sam/list.result.xlsx',
};
let runsFolder = '';
let file = '';

beforeEach(async () => {
  runsFolder = await temporaryFolder();
  file = path.join(await temporaryFolder(), 'list.csv');
  await writeFile(file, list);
});

function runOf({ sha256, bytes }: Snapshot): StoredRun {
  return {
    id: runId,
    account: { name: 'default', host: 'sandbox' },
    source: { name: 'list.csv', format: 'csv', sha256, bytes },
    file,
    started: new Date('2026-11-23T17:45:02Z'),
    rows: 1,
  };
}

const taken = (): Promise<Snapshot> => takeSnapshot(file, undefined, runsFolder);
const adopt = (snapshot: Snapshot, disk: Disk = machineDisk) =>
  adoptSnapshot(snapshot, { runsFolder, runId, settings, disk });

it('a copy lies in a folder of its process until it is removed', async () => {
  const snapshot = await taken();
  const [name] = await readdir(runsFolder);
  expect(name).toMatch(new RegExp(`^\\.preparing-${process.pid}-\\w+$`));
  await snapshot.remove();
  expect(await readdir(runsFolder)).toEqual([]);
});

it('an adopted copy is found by its run, with how it was read, while it stays open', async () => {
  const snapshot = await taken();
  const reader = await open(snapshot.path, 'r');
  onTestFinished(() => reader.close());
  const adopted = await adopt(snapshot);
  expect(await reader.readFile('utf8')).toBe(list);
  expect(await readdir(runsFolder)).toEqual([runId]);
  const found = await openRunFolder(runsFolder, runOf(snapshot));
  expect(found).toEqual({ source: path.join(runsFolder, runId, 'source'), settings });
  expect(found).toEqual(adopted);
  await snapshot.remove();
  expect(await readFile(found.source, 'utf8')).toBe(list);
});

it.skipIf(process.platform === 'win32')('under umask 000 only this user may read it', async () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  await adopt(await taken());
  const modes = async (place: string) =>
    ((await stat(path.join(runsFolder, place))).mode & 0o777).toString(8);
  expect(await modes(runId)).toBe('700');
  expect(await modes(`${runId}/source`)).toBe('600');
  expect(await modes(`${runId}/settings.json`)).toBe('600');
});

describe('an adoption', () => {
  it('is durable before it ends, the bytes before the names', async () => {
    const disk = failingDisk();
    await adopt(await taken(), disk);
    expect(disk.calls).toEqual([
      'sync source',
      `makeFolder ${runId}`,
      'writeNew settings.json',
      'rename source',
      `syncFolder ${runId}`,
      `syncFolder ${path.basename(runsFolder)}`,
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])('that fails at step %i leaves nothing', async (step) => {
    const snapshot = await taken();
    const adopting = adopt(snapshot, failingDisk({ fails: step, code: 'ENOSPC' }));
    await expect(adopting).rejects.toMatchObject({
      code: 'STATE_DIRECTORY_UNUSABLE',
      message: expect.stringContaining('ENOSPC'),
    });
    await snapshot.remove();
    expect(await readdir(runsFolder)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6])('that dies at step %i is swept away a day later', async (step) => {
    const snapshot = await taken();
    await expect(adopt(snapshot, failingDisk({ dies: step }))).rejects.toThrow();
    // The process is dead; this one stands for it.
    await snapshot.remove();
    const left = step < 3 ? [] : [runId];
    expect(await readdir(runsFolder)).toEqual(left);
    const now = (await stat(runsFolder)).mtimeMs;
    await sweepRunsFolder(runsFolder, { runs: [], now: new Date(now + 60_000) });
    expect(await readdir(runsFolder)).toEqual(left);
    await sweepRunsFolder(runsFolder, { runs: [], now: new Date(now + 86_500_000) });
    expect(await readdir(runsFolder)).toEqual([]);
  });

  it('never touches the folder of another run', async () => {
    await adopt(await taken());
    const second = await taken();
    await expect(adopt(second)).rejects.toMatchObject({ message: expect.stringContaining('EEXIST') });
    expect((await openRunFolder(runsFolder, runOf(second))).settings).toEqual(settings);
  });
});

describe('a run is not gone on with', () => {
  const refusal = async (spoil: (folder: string) => Promise<void>, more: Partial<StoredRun> = {}) => {
    const snapshot = await taken();
    await adopt(snapshot);
    await spoil(path.join(runsFolder, runId));
    return openRunFolder(runsFolder, { ...runOf(snapshot), ...more }).catch((error: unknown) => error);
  };
  const at = new Date('2026-12-24T00:00:00Z');

  it.each<[string, string, (folder: string) => Promise<void>]>([
    ['whose copy was cut off', 'RUN_SOURCE_DAMAGED', (folder) => truncate(path.join(folder, 'source'), 20)],
    [
      'whose copy has other bytes',
      'RUN_SOURCE_DAMAGED',
      (folder) => writeFile(path.join(folder, 'source'), list.replace('Fay', 'Kay')),
    ],
    [
      'whose settings are cut off',
      'RUN_SETTINGS_DAMAGED',
      (folder) => truncate(path.join(folder, 'settings.json'), 20),
    ],
    ['whose copy is gone', 'RUN_FOLDER_MISSING', (folder) => machineDisk.remove(path.join(folder, 'source'))],
    ['whose folder is gone', 'RUN_FOLDER_MISSING', (folder) => machineDisk.remove(folder)],
  ])('%s', async (_, code, spoil) => {
    expect(await refusal(spoil)).toMatchObject({
      name: 'SettingsError',
      code,
      message: expect.stringContaining(runId),
    });
  });

  it('that was purged, which is told with the day', async () => {
    expect(await refusal((folder) => machineDisk.remove(folder), { purged: at })).toMatchObject({
      name: 'SettingsError',
      code: 'RUN_PURGED',
      message: expect.stringContaining('2026-12-24'),
    });
  });
});

it.each([
  'null',
  '[]',
  '{}',
  '{"version":2,"defaults":{}}',
  '{"version":1}',
  '{"version":1,"defaults":[]}',
  '{"version":1,"defaults":{"type":1}}',
  '{"version":1,"defaults":{},"sheet":7}',
  '{"version":1,"defaults":{},"output":null}',
  '{"version":1,"defaults":{},"headerRow":-1}',
  '{"version":1,"defaults":{},"headerRow":"3"}',
])('settings that say %s are none', (text) => {
  expect(parseRunSettings(text)).toBeUndefined();
});

describe('sweeping', () => {
  const now = new Date('2026-11-25T00:00:00Z');
  const put = async (name: string, time = now) => {
    await mkdir(path.join(runsFolder, name));
    await writeFile(path.join(runsFolder, name, 'source'), list);
    await utimes(path.join(runsFolder, name), time, time);
  };

  it('takes the copies of dead processes, and leaves those of the living', async () => {
    await put('.preparing-999999999-abcdef');
    await put(`.preparing-${process.pid}-before`, new Date(0));
    await put(`.preparing-${process.ppid}-living`, new Date(0));
    const own = await taken();
    await sweepRunsFolder(runsFolder, { runs: [], now });
    expect((await readdir(runsFolder)).toSorted()).toEqual(
      [path.basename(path.dirname(own.path)), `.preparing-${process.ppid}-living`].toSorted(),
    );
  });

  it('leaves what is known, young or none of ours', async () => {
    const old = new Date('2026-11-23T00:00:00Z');
    const snapshot = await taken();
    await snapshot.remove();
    await put(runId, old);
    await put('20261124-174502-000001', old);
    await put('20261124-174502-000002');
    await put('letters', old);
    await put(`.removing-${runId}`);
    await sweepRunsFolder(runsFolder, { runs: [runOf(snapshot)], now });
    expect(await readdir(runsFolder)).toEqual([runId, '20261124-174502-000002', 'letters'].toSorted());
  });
});
