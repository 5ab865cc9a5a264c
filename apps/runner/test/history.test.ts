import { lockAccount } from '@solarproof-import/importer';
import { beforeEach, expect, it } from 'vitest';
import { commandFolder, listOf, type CommandFolder } from './command-folder.js';
import { keepRun } from './keep-run.js';

const at = (day: number): Date => new Date(2026, 8, day, 9, 5);
const sandbox = { name: 'default', host: 'sandbox' };
let folder: CommandFolder;

beforeEach(async () => {
  folder = await commandFolder();
  await folder.write('list.csv', listOf(3));
});

/** A run of each kind, the newest last. */
async function keepOneOfEach(): Promise<readonly string[]> {
  const ofDay = [
    { created: 3 },
    { created: 2, rejected: 1 },
    { created: 1, 'not-sent': 2 },
    { created: 2, unconfirmed: 1 },
    undefined,
  ];
  const ids: string[] = [];
  for (const [day, counts] of ofDay.entries())
    ids.push(
      await keepRun(folder, { name: 'list.csv', started: at(day + 1), ...(counts ? { counts } : {}) }),
    );
  return ids;
}

it('says what to do where there is no run yet', async () => {
  const { exitCode, stdout } = await folder.call(['history']);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: 'There is no run yet. Start one: solarproof-import run FILE\n',
  });
  expect((await folder.call(['history', '--json'])).stdout).toBe('');
});

it.each([true, false])(
  'lists the runs, the newest first, and how each ended (terminal: %s)',
  async (terminal) => {
    const [done, attention, stopped, open, killed] = await keepOneOfEach();
    const { exitCode, stdout } = await folder.call(['history'], { terminal });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `${killed}   2026-09-05 09:05   killed: resume          list.csv
    3 rows (sandbox, account "default")
${open}   2026-09-04 09:05   unfinished: reconcile   list.csv
    3 rows: 2 created, 1 unconfirmed (sandbox, account "default")
${stopped}   2026-09-03 09:05   stopped: resume         list.csv
    3 rows: 1 created, 2 not-sent (sandbox, account "default")
${attention}   2026-09-02 09:05   needs attention         list.csv
    3 rows: 2 created, 1 rejected (sandbox, account "default")
${done}   2026-09-01 09:05   done                    list.csv
    3 rows: 3 created (sandbox, account "default")

To go on: solarproof-import resume ${killed}
`,
    );
  },
);

it('stays within 100 columns, whatever files, hosts and accounts are called', async () => {
  const name = `${'customers of the northern branch '.repeat(6)}.csv`;
  await folder.write(name, listOf(1));
  const account = { name: 'n'.repeat(60), host: 'a-host-with-a-rather-long-name.example.com:44300' };
  await keepRun(folder, { name, started: at(1), counts: { unconfirmed: 1 }, account });
  const { stdout } = await folder.call(['history'], { terminal: true });
  for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  expect(stdout).toContain('customers of the northern branc…');
});

it('lists those of one account', async () => {
  await keepRun(folder, { name: 'list.csv', started: at(1), counts: { created: 3 } });
  const north = await keepRun(folder, {
    name: 'list.csv',
    started: at(2),
    counts: { created: 3 },
    account: { ...sandbox, name: 'north' },
  });
  const { stdout } = await folder.call(['history', '--account', 'north']);
  expect(stdout.match(/^\d{8}-\S+/gm)).toEqual([north]);
  expect((await folder.call(['history', '--account', 'south'])).stdout).toContain(
    'There is no run of the account "south" yet.',
  );
});

it('tells all it knows as events', async () => {
  const ids = await keepOneOfEach();
  await folder.call(['purge', '--run', ids[0] ?? '', '--yes']);
  const { stdout } = await folder.call(['history', '--json']);
  const events = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events.map((event) => ({ event: 'run', ...Object(event) }).runId)).toEqual([...ids].toReversed());
  expect(events.at(-1)).toEqual({
    event: 'run',
    time: expect.stringMatching(/Z$/),
    runId: ids[0],
    standing: 'purged',
    started: at(1).toISOString(),
    file: 'list.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    format: 'csv',
    bytes: listOf(3).length,
    account: 'default',
    host: 'sandbox',
    rows: 3,
    ended: at(1).toISOString(),
    seconds: 1.5,
    counts: { created: 3 },
    exitCode: 0,
    purged: expect.stringMatching(/Z$/),
  });
  expect(events[0]).toMatchObject({ standing: 'killed' });
});

it('tells a run that goes on now from one that was killed before', async () => {
  const killed = await keepRun(folder, { name: 'list.csv', started: at(1) });
  const { stdout } = await folder.withState(async (state) => {
    const lock = await lockAccount(state, sandbox, at(2));
    await keepRun(folder, { name: 'list.csv', started: at(3) });
    const told = await folder.call(['history']);
    lock.release();
    return told;
  });
  expect(stdout).toMatch(/^\S+ {3}2026-09-03 09:05 {3}under way {8}list.csv$/m);
  expect(stdout).toContain(`${killed}   2026-09-01 09:05   killed: resume   list.csv`);
  expect(stdout).toContain(`To go on: solarproof-import resume ${killed}`);
  expect((await folder.call(['history'])).stdout).not.toContain('under way');
});
