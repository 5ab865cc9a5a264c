import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holdLock, type HeldLock, type LockTried } from '../../src/account-lock.js';

const holder = { host: 'office-pc', pid: 4711, since: new Date('2026-11-23T10:00:00Z'), runId: 'r1' };

async function lockFile(): Promise<string> {
  return join(await temporaryFolder(), 'lock.db');
}

function held(tried: LockTried): HeldLock {
  if ('heldBy' in tried) throw new Error('the lock was not to be had');
  onTestFinished(() => tried.release());
  return tried;
}

/** Starts a process that tries for the lock. @returns what it said */
async function holdElsewhere(file: string): Promise<{ readonly said: string; readonly child: ChildProcess }> {
  const script = fileURLToPath(new URL('hold-lock.ts', import.meta.url));
  const loading = ['--conditions=@solarproof-import/source', '--import', 'tsx'];
  const child = spawn(process.execPath, [...loading, script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said]: unknown[] = await once(child.stdout, 'data');
  return { said: String(said).trim(), child };
}

describe('the lock of an account', () => {
  it('is held by one at a time, also within one process', async () => {
    const file = await lockFile();
    const first = held(holdLock(file, holder));
    expect(holdLock(file, { ...holder, pid: 1 })).toEqual({ heldBy: holder });
    expect(holdLock(file, { ...holder, pid: 1 })).toEqual({ heldBy: holder });
    first.release();
    first.release();
    const second = held(holdLock(file, { host: 'b', pid: 2, since: holder.since }));
    expect(holdLock(file, holder)).toEqual({ heldBy: { host: 'b', pid: 2, since: holder.since } });
    first.release();
    expect(holdLock(file, holder)).toMatchObject({ heldBy: { host: 'b' } });
    second.release();
  });

  it('keeps other processes out, and says who holds it', async () => {
    const file = await lockFile();
    held(holdLock(file, holder));
    expect((await holdElsewhere(file)).said).toBe('kept out');
  });

  it('is free as soon as its holder is killed, whatever it left behind', async () => {
    const file = await lockFile();
    const { said, child } = await holdElsewhere(file);
    expect(said).toBe('held');
    expect(holdLock(file, holder)).toEqual({
      heldBy: { host: 'here', pid: child.pid, since: new Date(0), runId: 'r1' },
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    held(holdLock(file, holder));
    expect(JSON.parse(await readFile(join(file, '..', 'lock.json'), 'utf8'))).toMatchObject({ pid: 4711 });
  });

  it.each(['', '{"host":"off', '[]', '{"host":1}', '{"host":"a","pid":1,"since":"no time"}'])(
    'does without word of the holder: %j',
    async (text) => {
      const file = await lockFile();
      held(holdLock(file, holder));
      await writeFile(join(file, '..', 'lock.json'), text);
      expect(holdLock(file, holder)).toEqual({ heldBy: undefined });
    },
  );

  it('leaves files for their owner alone, and no word of a holder who let go', async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const file = await lockFile();
    const lock = held(holdLock(file, holder));
    const word = join(file, '..', 'lock.json');
    const modes = await Promise.all([file, word].map(async (path) => (await stat(path)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600]);
    lock.release();
    await expect(stat(word)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says so where there is no folder for it', async () => {
    const file = join(await temporaryFolder(), 'missing', 'lock.db');
    expect(() => holdLock(file, holder)).toThrow(expect.objectContaining({ code: 'LOCK_UNUSABLE' }));
  });
});
