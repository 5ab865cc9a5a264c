import { rename } from 'node:fs/promises';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { readAll } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandFolder, listOf, type CommandFolder } from './command-folder.js';
import { keepRun } from './keep-run.js';

const at = (day: number): Date => new Date(2026, 8, day, 9, 5);
let folder: CommandFolder;

async function rowsIn(name: string, column: string): Promise<readonly string[]> {
  const source = await openXlsx(folder.file(name), { sheet: 'Results' });
  const [header, ...rows] = await readAll(source);
  await source.close();
  const index = header?.cells.indexOf(column) ?? -1;
  return rows.map(({ cells }) => cells[index] ?? '');
}

beforeEach(async () => {
  folder = await commandFolder();
  await folder.write('list.csv', listOf(3));
});

describe('results', () => {
  it('writes the workbook of the newest run again, under the same name, and ends as its rows did', async () => {
    await folder.write('list.csv', `${listOf(2)}Ann,Lee,ann@example,0491570006,Residential\n`);
    await folder.call(['run', folder.file('list.csv'), '--sandbox', '--yes']);
    const ids = await rowsIn('list.result.xlsx', 'Import: Customer ID');
    await rename(folder.file('list.result.xlsx'), folder.file('moved.xlsx'));
    const { exitCode, stdout } = await folder.call(['results']);
    expect(exitCode).toBe(4);
    expect(stdout).toContain('Result   list.result.xlsx\n');
    expect(stdout).toContain('exit 4: 1 row needs attention');
    expect(await rowsIn('list.result.xlsx', 'Import: Status')).toEqual(['created', 'created', 'invalid']);
    expect(await rowsIn('list.result.xlsx', 'Import: Customer ID')).toEqual(ids);
  });

  it('needs neither the list nor a key, and works from the copy that the run took', async () => {
    await keepRun(folder, { name: 'list.csv', started: at(1), counts: { created: 3 }, created: [2, 3, 4] });
    await folder.write('list.csv', 'changed since\n');
    const { exitCode } = await folder.call(['results', '--output', folder.file('again.xlsx')]);
    expect(exitCode).toBe(0);
    expect(await rowsIn('again.xlsx', 'Email')).toEqual([2, 3, 4].map((row) => `c${row}@example.com`));
    expect(await rowsIn('again.xlsx', 'Import: Customer ID')).toEqual(['42', '43', '44']);
  });

  it('tells the truth about a run that was killed', async () => {
    const id = await keepRun(folder, { name: 'list.csv', started: at(1), created: [2] });
    const { exitCode, stdout } = await folder.call(['results', id]);
    expect(exitCode).toBe(5);
    expect(stdout).toContain('it was cut off');
    expect(await rowsIn('list.result.xlsx', 'Import: Status')).toEqual(['created', 'not-sent', 'not-sent']);
  });

  it('takes a part of an ID, and refuses one that no run has', async () => {
    const old = await keepRun(folder, { name: 'list.csv', started: at(1), counts: { created: 3 } });
    await keepRun(folder, { name: 'list.csv', started: at(2), counts: { created: 3 } });
    expect((await folder.call(['results', old.slice(0, 8)])).stdout).toContain(`run ${old} of`);
    expect((await folder.call(['results', 'zzzz'])).exitCode).toBe(2);
    expect((await folder.call(['results', '--account', 'south'])).exitCode).toBe(2);
  });

  it('tells events alone on standard output with --json', async () => {
    const id = await keepRun(folder, { name: 'list.csv', started: at(1), created: [2, 3, 4] });
    const { stdout } = await folder.call(['results', '--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line): { event: string } => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['run-started', 'plan', 'run-finished']);
    expect(events.at(-1)).toMatchObject({ runId: id, counts: { created: 3 }, exitCode: 0 });
  });

  it('says so where the files of the run were purged', async () => {
    const id = await keepRun(folder, { name: 'list.csv', started: at(1), counts: { created: 3 } });
    await folder.call(['purge', '--all', '--yes']);
    const { exitCode, stderr } = await folder.call(['results', id]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('were removed on');
  });

  it('names the account of the run in what to do next, not that of the newest', async () => {
    await folder.write('list.csv', `${listOf(2)}Ann,Lee,ann@example,0491570006,Residential\n`);
    const account = { name: 'north', host: 'sandbox' };
    const id = await keepRun(folder, { name: 'list.csv', started: at(1), created: [2, 3], account });
    await keepRun(folder, { name: 'list.csv', started: at(2), counts: { created: 3 } });
    const { stdout } = await folder.call(['results', id]);
    expect(stdout).toContain('solarproof-import run list.result.xlsx --sandbox --account north');
  });

  it('names the values for blank cells that the run was given', async () => {
    await folder.write('list.csv', `${listOf(2)}Ann,Lee,ann@example,0491570006,\n`);
    const words = ['--sandbox', '--yes', '--set', 'type=COMMERCIAL', '--account', 'north'];
    await folder.call(['run', folder.file('list.csv'), ...words]);
    const { stdout } = await folder.call(['results']);
    expect(stdout).toContain('run list.result.xlsx --sandbox --account north --set type=COMMERCIAL');
  });
});
