import { chmod, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { lockAccount } from '@solarproof-import/importer';
import { beforeEach, describe, expect, it } from 'vitest';
import { clockFinding, nodeFinding, spaceFinding } from '../src/commands/doctor/machine-findings.js';
import { sizeWords } from '../src/terminal/size-words.js';
import { commandFolder, listOf, type CommandFolder } from './command-folder.js';
import { keepRun } from './keep-run.js';

const nowhere = 'http://127.0.0.1:1/apidata.php';
const key = 'a-key-of-the-test';
let folder: CommandFolder;

/** What is broken, how, and what is then told. */
type Break = readonly [what: string, breakIt: () => Promise<void>, says: string];

/** Windows has no modes. */
const openToOthers: Break = [
  'one that others may enter, with things of others in it',
  async () => {
    await mkdir(path.join(folder.stateDir, 'photos'));
    await chmod(folder.stateDir, 0o755);
  },
  'FAIL State directory Other users of this machine may enter',
];

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const doctor = async (...words: readonly string[]): Promise<{ exitCode: number; told: string }> => {
  const { exitCode, stdout } = await folder.call(['doctor', ...words], { env: { SOLARPROOF_API_KEY: key } });
  return { exitCode, told: oneLine(stdout) };
};

beforeEach(async () => {
  folder = await commandFolder();
  await folder.write('list.csv', listOf(3));
});

describe('doctor', () => {
  it('looks at everything that a run needs, and ends with 0 where a run can start', async () => {
    const { exitCode, stdout } = await folder.call(['doctor', '--sandbox']);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^.{4} \S+(?: \S+)?(?= {2})/gm)).toEqual([
      'ok   Node',
      'ok   State directory',
      'ok   Disk',
      'ok   Journal',
      'ok   Clock',
      'ok   API key',
      'ok   Solar Proof',
    ]);
    expect(stdout).toMatch(/\n\nA run can start\.\n$/);
  });

  it('tells each finding as an event', async () => {
    const { stdout } = await folder.call(['doctor', '--sandbox', '--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(events).toHaveLength(7);
    for (const event of events)
      expect(event).toEqual({
        event: 'finding',
        time: expect.stringMatching(/Z$/),
        ok: true,
        level: 'ok',
        what: expect.any(String),
        found: expect.any(String),
      });
  });

  it('names runs that are open, and what goes on with each; that is no failure', async () => {
    const at = (day: number): Date => new Date(2026, 8, day);
    const keep = (day: number, counts?: Record<string, number>): Promise<string> =>
      keepRun(folder, { name: 'list.csv', started: at(day), ...(counts ? { counts } : {}) });
    await keep(1, { 'not-sent': 3 });
    const stopped = await keep(2, { 'not-sent': 1, unconfirmed: 2 });
    const unconfirmed = await keep(3, { created: 2, unconfirmed: 1 });
    const killed = await keep(4);
    await keep(5, { created: 3 });
    const { exitCode, told } = await doctor('--sandbox');
    expect(exitCode).toBe(0);
    expect(told).toContain(`note Open run list.csv, it was killed: resume ${killed} `);
    expect(told).toContain(`list.csv, 1 unconfirmed: reconcile ${unconfirmed} `);
    expect(told).toContain(`list.csv, 2 unconfirmed, 1 not-sent: resume ${stopped} `);
    expect(told).toContain('note Open runs 1 more: history lists them');
    expect(told).toContain('A run can start.');
  });

  it('says who has the account, for whom a run would wait', async () => {
    const account = { name: 'default', host: 'sandbox' };
    const { exitCode, told } = await folder.withState(async (state) => {
      const lock = await lockAccount(state, account, new Date('2026-09-01T08:15:00Z'));
      const told = await doctor('--sandbox');
      lock.release();
      return told;
    });
    expect(exitCode).toBe(0);
    expect(told).toContain(`wait Account process ${process.pid} on `);
    expect(told).toContain('since 2026-09-01 08:15 UTC, has "default" at sandbox.');
    expect(told).toMatch(/A run can start, but has to wait\. $/);
  });

  it('tells where a key is another than the account has had, and never the key', async () => {
    const remember = (known: string): Promise<void> =>
      folder.withState((state) => state.store.rememberKey({ name: 'default', host: '127.0.0.1:1' }, known));
    expect((await doctor('--api-url', nowhere)).told).toContain('the first of the account "default"');
    await remember('an-older-key');
    const other = await doctor('--api-url', nowhere);
    expect(other.told).toContain('warn API key from SOLARPROOF_API_KEY, another than the account');
    await remember(key);
    const known = await doctor('--api-url', nowhere);
    expect(known.told).toContain('known to the account "default"');
    expect(`${other.told}${known.told}`).not.toContain(key);
  });

  it('ends with 2 where nobody is there, and says why', async () => {
    const { exitCode, told } = await doctor('--api-url', nowhere);
    expect(exitCode).toBe(2);
    expect(told).toContain('FAIL Solar Proof 127.0.0.1:1 cannot be reached: it refused the connection.');
    expect(told).toContain('A run cannot start yet.');
  });
});

describe('a state directory that cannot be used is named, ends with 2, and keeps nothing else from being told:', () => {
  const journal = (): string => path.join(folder.stateDir, 'journal.db');

  const breaks: readonly Break[] = [
    [
      'a journal that is damaged in its middle',
      async () => overwrite(journal(), 4096 + 8, 4000),
      'FAIL Journal It is damaged: state',
    ],
    [
      'a journal that is none',
      async () => overwrite(journal(), 0, 200),
      'FAIL Journal The journal is damaged',
    ],
    [
      'a secret that is gone',
      async () => rm(path.join(folder.stateDir, 'install-secret')),
      'FAIL State directory The secret of the state directory is gone',
    ],
    ...(process.platform === 'win32' ? [] : [openToOthers]),
  ];

  it.each(breaks)('%s', async (_what, breakIt, says) => {
    await keepRun(folder, { name: 'list.csv', started: new Date(2026, 8, 1), created: [2, 3, 4] });
    await breakIt();
    const { exitCode, told } = await doctor('--api-url', nowhere);
    expect(exitCode).toBe(2);
    expect(told).toContain(says);
    expect(told).toContain('FAIL Solar Proof');
  });

  async function overwrite(file: string, from: number, length: number): Promise<void> {
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(length, 0xa5), 0, length, from);
    await handle.close();
  }
});

describe('of the machine', () => {
  it.each([
    ['20.19.9', 'failure'],
    ['20.20.0', 'ok'],
    ['18.20.0', 'failure'],
    ['26.0.0', 'ok'],
  ])('Node %s is judged %s', (version, level) => {
    expect(nodeFinding(version)).toMatchObject({ level });
  });

  it.each([
    [99_999_999, 'failure', '100 MB'],
    [100_000_000, 'ok', '100 MB free'],
    [0, 'failure', '0 bytes free'],
  ])('%i bytes of room are judged %s', (bytes, level, says) => {
    const finding = spaceFinding(bytes);
    expect(finding.level).toBe(level);
    expect(finding.found).toContain(says);
  });

  const now = new Date('2026-11-23T10:00:00Z');
  const shifted = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

  it.each([
    ['of a year before this version', { now: new Date('2019-06-01T00:00:00Z') }, 'newer than that'],
    ['before the newest run', { now, newestRun: shifted(61) }, 'still to come'],
    ['that the disk does not share', { now, fileTime: shifted(-61) }, 'a file written just now'],
  ])('a clock %s is warned of', (_what, facts, says) => {
    const { level, found } = clockFinding(facts);
    expect(level).toBe('warning');
    expect(found).toContain(says);
  });

  it('a clock that is a moment off is not', () => {
    expect(clockFinding({ now, newestRun: shifted(59), fileTime: shifted(-59) }).level).toBe('ok');
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [123_456, '123 kB'],
    [999_999, '1.0 MB'],
    [1_234_567, '1.2 MB'],
    [2.5e15, '2500 TB'],
  ])('%i bytes are told as %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});
