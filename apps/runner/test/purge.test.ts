import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockAccount } from '@solarproof-import/importer';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandFolder, listOf, type CommandFolder } from './command-folder.js';
import { keepRun } from './keep-run.js';

const longAgo = new Date(2026, 0, 5, 9, 5);
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
let folder: CommandFolder;

const filesOf = (place: string): Promise<string[]> => readdir(path.join(folder.stateDir, place));
const keep = (started: Date, counts?: Record<string, number>): Promise<string> =>
  keepRun(folder, { name: 'list.csv', started, ...(counts ? { counts } : {}) });

beforeEach(async () => {
  folder = await commandFolder();
  await folder.write('list.csv', listOf(3));
});

describe('purge ends with 2, and removes nothing,', () => {
  it.each([
    ['where it is not said what goes', [], 'which runs to purge'],
    ['where it is said twice', ['--all', '--older-than', '90d'], 'more than one way'],
    ['for an age that is none', ['--older-than', '12w'], 'Expected days since the run ended, e.g. 90d'],
    ['for a run that is not there', ['--run', 'zzzz'], 'No run is called "zzzz"'],
    ['for an account, which it does not choose by', ['--all', '--account', 'north'], 'unknown option'],
    ['where there is nobody to ask about all', ['--all'], 'Add --yes to go on without'],
    ['where there is nobody to ask about an unfinished run', ['--run', '20260105'], 'cannot be resumed then'],
  ])('%s', async (_what, words, says) => {
    const id = await keep(longAgo);
    const { exitCode, stderr } = await folder.call(['purge', ...words]);
    expect(exitCode).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(await filesOf('runs')).toEqual([id]);
  });

  it.each(['n', '\u0003'])('where the answer is %j', async (typed) => {
    const id = await keep(longAgo, { created: 3 });
    const { exitCode } = await folder.call(['purge', '--all'], { terminal: true, typed });
    expect(exitCode).toBe(typed === 'n' ? 2 : 130);
    expect(await filesOf('runs')).toEqual([id]);
  });
});

it('what is older goes without a question, and is told with what stays', async () => {
  const old = await keep(daysAgo(91), { created: 3 });
  const open = await keep(daysAgo(91), { created: 1, 'not-sent': 2 });
  const young = await keep(daysAgo(89), { created: 3 });
  const { exitCode, stdout } = await folder.call(['purge', '--older-than', '90d']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Gone: 1 run, 2 files, \d+ bytes\.\n/);
  expect(stdout).toMatch(new RegExp(`^  ${old}   2 files, \\d+ bytes   list\\.csv$`, 'm'));
  expect(stdout).toContain('Kept: 1 run.');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`it is unfinished. Go on with it (resume ${open})`);
  expect(stdout).toMatch(/^What stays /m);
  for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  expect((await filesOf('runs')).toSorted()).toEqual([open, young].toSorted());
  expect((await folder.call(['history'])).stdout).toMatch(new RegExp(`^${old} .* purged `, 'm'));
  const again = await folder.call(['purge', '--older-than', '90']);
  expect(again.stdout).toMatch(/^Nothing was removed: no such run has files\./);
});

it('a finished run goes by a part of its ID, without a question', async () => {
  const id = await keep(longAgo, { created: 3 });
  const other = await keep(daysAgo(1), { created: 3 });
  const { exitCode, stdout } = await folder.call(['purge', '--run', id.slice(-6)]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(id);
  expect(await filesOf('runs')).toEqual([other]);
});

it('all go after a yes, also those that could have been resumed', async () => {
  const open = await keep(longAgo);
  await keep(daysAgo(1), { created: 3 });
  const { exitCode, stdout, stderr } = await folder.call(['purge', '--all'], { terminal: true, typed: 'y' });
  expect(exitCode).toBe(0);
  expect(stderr).toContain('all 2 runs? 1 of them is unfinished and cannot be resumed then.');
  expect(stdout).toMatch(new RegExp(`${open}   2 files, \\d+ bytes   was unfinished   list.csv`));
  expect(await filesOf('runs')).toEqual([]);
});

it('a run whose account another process has is kept, the others go, and that is said by 75', async () => {
  const open = await keep(longAgo);
  await keep(daysAgo(1), { created: 3 });
  const { exitCode, stdout } = await folder.withState(async (state) => {
    const lock = await lockAccount(state, { name: 'default', host: 'sandbox' }, longAgo);
    const told = await folder.call(['purge', '--all', '--yes']);
    lock.release();
    return told;
  });
  expect(exitCode).toBe(75);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${open} list.csv: another process has its account`);
  expect(await filesOf('runs')).toEqual([open]);
  expect((await folder.call(['purge', '--all', '--yes'])).exitCode).toBe(0);
});

it('after it, customers are still known, so that the same list doubles nobody', async () => {
  await folder.call(['run', folder.file('list.csv'), '--sandbox', '--yes']);
  await folder.call(['purge', '--all', '--yes']);
  const { stdout } = await folder.call(['run', folder.file('list.csv'), '--sandbox', '--yes']);
  expect(stdout).toContain('done: 3 already-imported');
});

it('nothing of a purged list is left in the state directory but what was sent to the sandbox', async () => {
  await folder.call(['run', folder.file('list.csv'), '--sandbox', '--yes']);
  await folder.call(['purge', '--all', '--yes']);
  const entries = await readdir(folder.stateDir, { recursive: true, withFileTypes: true });
  const files = entries.flatMap((entry) =>
    entry.isFile() && !entry.parentPath.endsWith('sandbox') ? [path.join(entry.parentPath, entry.name)] : [],
  );
  expect(files.map((file) => path.basename(file))).toContain('journal.db');
  for (const file of files) {
    const text = await folder.read(path.relative(path.dirname(folder.stateDir), file));
    expect(/c\d@example|Citizen|0491/i.test(text), file).toBe(false);
  }
});

it('result files in the state directory go with their run; what somebody changed stays, and is told', async () => {
  const words = ['--sandbox', '--yes', '--output', path.join(folder.stateDir, 'results', 'list.result.xlsx')];
  await folder.call(['history']);
  await folder.call(['run', folder.file('list.csv'), ...words]);
  await writeFile(path.join(folder.stateDir, 'results', 'mine.xlsx'), 'work');
  const { stdout } = await folder.call(['purge', '--all', '--yes']);
  expect(stdout).toMatch(/^ {2}results +1 file, \d/m);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('In the results of the state directory 1 file stays');
  expect(await filesOf('results')).toEqual(['mine.xlsx']);
});

it('tells what went and what was kept as events', async () => {
  const gone = await keep(daysAgo(91), { created: 3 });
  const open = await keep(daysAgo(91), { unconfirmed: 3 });
  const { stdout } = await folder.call(['purge', '--older-than', '90', '--json']);
  const events = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const time = expect.stringMatching(/Z$/);
  expect(events).toEqual([
    { event: 'purged', time, runId: gone, files: 2, bytes: expect.any(Number), wasUnfinished: false },
    { event: 'kept', time, runId: open, reason: 'unfinished' },
    {
      event: 'purge-finished',
      time,
      runs: 1,
      kept: 1,
      resultFiles: 0,
      resultBytes: 0,
      resultsStaying: 0,
    },
  ]);
});
