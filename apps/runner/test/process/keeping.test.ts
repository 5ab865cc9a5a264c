import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CliFolder, ending, firstMatch, listOf, type Ended } from './run-cli.js';

const key = 'sk-keeping-51c0d2';

/** A run whose second create never comes back, as a process; and every command that looks at it meanwhile. */
test('what other commands say while a run goes on, after it was killed, and after it was purged', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(3));
  const sandbox = await folder.sandbox('--key', key, '--fault', 'hang:create=2');
  const env = { SOLARPROOF_API_KEY: key, SOLARPROOF_API_URL: sandbox.url };
  const told: Ended[] = [];
  const call = async (...words: readonly string[]): Promise<Ended> => {
    const ended = await folder.run(words, env);
    told.push(ended);
    return ended;
  };

  const run = folder.start(['run', 'list.csv', '--yes', '--json', '--concurrency', '1'], env);
  const ended = ending(run);
  await firstMatch(run, /"event":"row"/);

  const underWay = await call('history');
  expect(underWay.stdout).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6} {3}.* under way {3}list\.csv$/m);
  const doctor = await call('doctor');
  expect(doctor.code).toBe(0);
  expect(doctor.stdout).toMatch(/^wait Account +process \d+ on /m);
  expect(doctor.stdout).toContain('known to the account "default"');
  expect(doctor.stdout).toContain('A run can start, but has to wait.');
  const kept = await call('purge', '--all', '--yes');
  expect(kept.code).toBe(75);
  expect(kept.stdout).toContain('Kept: 1 run.');
  expect((await call('results')).code).toBe(4);

  run.kill('SIGKILL');
  told.push(await ended);
  const killed = await call('history', '--json');
  expect(JSON.parse(killed.stdout)).toMatchObject({ event: 'run', standing: 'killed', rows: 3 });
  const results = await call('results');
  expect(results.code).toBe(4);
  expect(results.stdout).toContain('1 created, 1 unconfirmed, 1 not-sent');
  expect(results.stdout).toContain('list.result.xlsx');
  expect((await call('doctor')).stdout).toMatch(/^note Open run +list\.csv, it was killed: resume \d/m);

  expect((await call('purge', '--all')).code).toBe(2);
  const purged = await call('purge', '--all', '--yes');
  expect(purged.code).toBe(0);
  expect(purged.stdout).toMatch(/^Gone: 1 run, 2 files, /);
  expect((await call('history')).stdout).toContain('purged');
  expect((await call('results')).code).toBe(2);
  await sandbox.stop();

  await expectKeyNowhere(folder, told);
});

test('doctor warns where the key may not look customers up, which keeps no run from starting', async () => {
  const folder = await CliFolder.make();
  const sandbox = await folder.sandbox('--key', key, '--fault', '403-html:look-up=1');
  const { code, stdout } = await folder.run(['doctor', '--api-url', sandbox.url], {
    SOLARPROOF_API_KEY: key,
  });
  await sandbox.stop();
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^warn Solar Proof +\S+ answers, but does not let the key look customers up \(403\)/m,
  );
  expect(stdout).toContain('A run can start.');
});

async function expectKeyNowhere(folder: CliFolder, told: readonly Ended[]): Promise<void> {
  for (const { stdout, stderr } of told) expect(`${stdout}${stderr}`).not.toContain(key);
  const entries = await readdir(folder.dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
    expect(bytes.includes(key), entry.name).toBe(false);
  }
}
