import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderLockFile, heartbeatFile, readHeartbeat, writeHeartbeat, type Heartbeat } from './heartbeat.js';

const heartbeat: Heartbeat = {
  version: 1,
  folder: '/srv/customers',
  account: 'default',
  host: 'solarproof.com.au',
  watcher: 'front-desk-3f2a9c41d07b',
  pid: 4711,
  started: new Date('2026-03-02T08:30:00Z'),
  at: new Date('2026-03-02T09:00:00Z'),
  lastPoll: new Date('2026-03-02T08:59:55Z'),
  nextPass: new Date('2026-03-03T06:00:00Z'),
  doing: 'importing',
  inbox: 2,
  processing: 1,
  troubles: [
    {
      cause: 'file',
      of: 'inbox/a.csv',
      code: 'SOURCE_LOCKED',
      message: 'Locked.',
      since: new Date('2026-03-02T08:00:00Z'),
      told: 'file-stuck',
      look: '1:2:3:4',
    },
  ],
};

const fileIn = async (): Promise<string> => heartbeatFile(await temporaryFolder(), '/srv/customers');

describe('a heartbeat', () => {
  it('is read as it was written, by its owner alone, and nothing is left beside it', async () => {
    const file = await fileIn();
    await writeHeartbeat(file, heartbeat);
    expect(await readHeartbeat(file)).toEqual(heartbeat);
    expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('may leave out what there is not yet', async () => {
    const file = await fileIn();
    const { lastPoll: _last, nextPass: _next, ...bare } = heartbeat;
    await writeHeartbeat(file, { ...bare, troubles: [], lastPoll: undefined });
    expect(await readHeartbeat(file)).toEqual({ ...bare, troubles: [] });
  });

  it('is whole to whoever reads, also where two are written at once', async () => {
    const file = await fileIn();
    const long = { ...heartbeat, folder: '/srv/'.padEnd(200_000, 'x') };
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([long, heartbeat, long, heartbeat].map((one) => writeHeartbeat(file, one)));
      expect([heartbeat.folder, long.folder]).toContain((await readHeartbeat(file))?.folder);
    }
    expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
  });

  it('that cannot be written stops nothing', async () => {
    await writeHeartbeat(path.join(await temporaryFolder(), 'nowhere', 'a.json'), heartbeat);
  });

  it('is none where it is half-written, of another version or of another program', async () => {
    const file = await fileIn();
    expect(await readHeartbeat(file)).toBeUndefined();
    await writeHeartbeat(file, heartbeat);
    const whole = await readFile(file, 'utf8');
    const foreign = [
      whole.slice(0, -1),
      '',
      '{}',
      'null',
      JSON.stringify({ ...heartbeat, version: 2 }),
      JSON.stringify({ ...heartbeat, doing: 'sleeping' }),
      JSON.stringify({ ...heartbeat, at: 'yesterday' }),
    ];
    for (const text of foreign) {
      await writeFile(file, text);
      expect(await readHeartbeat(file), text).toBeUndefined();
    }
  });

  it('is none whatever else stands in its file', async () => {
    const file = await fileIn();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), async (text) => {
        await writeFile(file, text);
        expect(await readHeartbeat(file)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});

it('each folder has a heartbeat and a lock of its own, whose names do not say which', () => {
  const files = ['/srv/a', '/srv/b'].flatMap((root) => [
    heartbeatFile('/state', root),
    folderLockFile('/state', root),
  ]);
  expect(new Set(files).size).toBe(4);
  for (const file of files) expect(path.basename(file)).toMatch(/^[0-9a-f]{16}\.(?:json|lock\.db)$/);
});
