import { expect, test } from 'vitest';
import { CliFolder, listOf } from './run-cli.js';

interface Told {
  readonly event: string;
  readonly time: string;
  readonly [name: string]: unknown;
}

const eventsIn = (stdout: string): Told[] =>
  stdout
    .trim()
    .split('\n')
    .map((line): Told => JSON.parse(line));

test('with --json standard output is events alone, and they add up', async () => {
  const folder = await CliFolder.make();
  const twin = 'Jo2,Citizen,C2@example.com,0491570006,Residential';
  const wrong = 'Ann,Lee,ann@example,0491570006,Castle';
  await folder.write('list.csv', `${listOf(5)}${twin}\n${wrong}\n`);
  const { code, stdout, stderr } = await folder.run(['run', 'list.csv', '--sandbox', '--yes', '--json']);
  const events = eventsIn(stdout);

  expect(code).toBe(4);
  expect(events.map(({ event }) => event)).toEqual([
    'run-started',
    'plan',
    ...Array.from({ length: 7 }, () => 'row'),
    'run-finished',
  ]);
  for (const { time } of events) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(events[0]).toMatchObject({
    file: 'list.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    account: 'default',
  });
  expect(events[1]).toMatchObject({
    rows: 7,
    ready: 5,
    invalid: 1,
    duplicate: 1,
    alreadyImported: 0,
    skipped: 0,
  });
  const rows = events.filter(({ event }) => event === 'row');
  expect(rows.map(({ row }) => row).sort((a, b) => Number(a) - Number(b))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(rows.find(({ row }) => row === 8)).toMatchObject({
    status: 'invalid',
    issues: [{ code: 'EMAIL_INVALID' }, { code: 'TYPE_UNRECOGNISED' }],
  });
  expect(events.at(-1)).toMatchObject({
    runId: events[0]?.['runId'],
    counts: { created: 5, duplicate: 1, invalid: 1 },
    results: folder.file('list.result.xlsx'),
    exitCode: 4,
  });
  expect(stderr).toContain('done: 5 created');
});

test('a check tells the same events, with nothing sent', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(2));
  const { code, stdout } = await folder.run(['check', 'list.csv', '--json', '--quiet']);
  expect(code).toBe(0);
  expect(eventsIn(stdout).map(({ event, status }) => status ?? event)).toEqual([
    'run-started',
    'plan',
    'ready',
    'ready',
    'run-finished',
  ]);
});
