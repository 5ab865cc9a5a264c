import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openLog, type LogLine } from './open-log.js';

const nowhere = { write: (text: string): void => void text };

interface Written {
  readonly level: string;
  readonly time: string;
  readonly event: string;
  readonly number?: number;
}

const linesIn = (text: string): readonly Written[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Written);

async function linesOf(folder: string): Promise<readonly Written[]> {
  const names = (await readdir(folder)).filter((name) => /^watch\.\d+\.log$/.test(name));
  const ordered = names.toSorted((one, other) => Number(one.split('.')[1]) - Number(other.split('.')[1]));
  const texts = await Promise.all(ordered.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.flatMap((text) => (text === '' ? [] : linesIn(text)));
}

const line = (number: number): LogLine => ({ level: 'info', event: 'plan', number, padding: 'x'.repeat(80) });

describe('the log', () => {
  it('is NDJSON in a file that its owner alone can read', async () => {
    const folder = await temporaryFolder();
    const log = await openLog({ config: undefined, folder, stderr: nowhere });
    log.write({ level: 'info', event: 'file-taken', delivery: 'd1' });
    log.write({ level: 'warn', event: 'waiting-for', code: 'X' });
    await log.close();
    expect(await linesOf(folder)).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), event: 'file-taken', delivery: 'd1' },
      { level: 'warn', time: expect.any(String), event: 'waiting-for', code: 'X' },
    ]);
    if (process.platform !== 'win32')
      for (const name of await readdir(folder))
        expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it('goes on in the file that is there', async () => {
    const folder = await temporaryFolder();
    for (const number of [1, 2]) {
      const log = await openLog({ config: undefined, folder, stderr: nowhere });
      log.write(line(number));
      await log.close();
    }
    expect((await linesOf(folder)).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('takes the next file when one is full, and keeps so many, without losing a line of those', async () => {
    const folder = await temporaryFolder();
    const log = await openLog({ config: { megabytes: 0.002, keep: 2 }, folder, stderr: nowhere });
    for (let number = 1; number <= 100; number += 1) {
      log.write(line(number));
      // The files take turns when nothing is written.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await log.close();
    const written = await linesOf(folder);
    expect((await readdir(folder)).length).toBeLessThanOrEqual(4);
    expect(written.at(-1)?.number).toBe(100);
    const first = written[0]?.number ?? 0;
    expect(first).toBeGreaterThan(1);
    expect(written.map(({ number }) => number)).toEqual(
      Array.from({ length: 101 - first }, (_, at) => first + at),
    );
  });

  it('has no lines below its level', async () => {
    const folder = await temporaryFolder();
    const log = await openLog({ config: { level: 'warn' }, folder, stderr: nowhere });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log.write({ level, event: level });
    await log.close();
    expect((await linesOf(folder)).map(({ event }) => event)).toEqual(['warn', 'error']);
  });

  it('lies where the config file says', async () => {
    const folder = path.join(await temporaryFolder(), 'logs');
    await mkdir(folder);
    const log = await openLog({ config: { folder }, folder: '/nowhere', stderr: nowhere });
    log.write(line(1));
    await log.close();
    expect(await linesOf(folder)).toHaveLength(1);
  });

  it('leaves the files of others in its folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'watchdog.log'), 'theirs');
    const log = await openLog({ config: { megabytes: 0.001, keep: 1 }, folder, stderr: nowhere });
    for (let number = 1; number <= 60; number += 1) {
      log.write(line(number));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await log.close();
    expect(await readFile(path.join(folder, 'watchdog.log'), 'utf8')).toBe('theirs');
  });

  it('goes to a stream where that is wished, a line each', async () => {
    const written: string[] = [];
    const stderr = { write: (text: string): number => written.push(text) };
    const log = await openLog({ config: { to: 'stderr' }, folder: '/nowhere', stderr });
    log.write(line(1));
    log.write(line(2));
    await log.close();
    expect(written.flatMap(linesIn).map(({ number }) => number)).toEqual([1, 2]);
  });

  it.each(['name', 'email', 'firstname', 'apiKey', 'password'])(
    'never holds what is called %s, whoever puts it there',
    async (fact) => {
      const written: string[] = [];
      const stderr = { write: (text: string): number => written.push(text) };
      const log = await openLog({ config: { to: 'stderr' }, folder: '/nowhere', stderr });
      log.write({ level: 'info', event: 'plan', [fact]: 'canary' });
      expect(written.join('')).toContain('"event":"plan"');
      expect(written.join('')).not.toContain('canary');
    },
  );
});
