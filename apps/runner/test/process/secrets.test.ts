import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CliFolder, listOf, type Ended } from './run-cli.js';
import { filesBelow, unzipped } from './written-files.js';

// Every character class that a URL, JSON or base64 would write another way.
const key = 'S3cr3t/k+e=y&%7E?';
const asWritten = [
  key,
  encodeURIComponent(key),
  encodeURI(key),
  JSON.stringify(key).slice(1, -1),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}${key}`)
      .toString('base64')
      .slice(shift + 2, -4),
  ),
];

async function expectNoKey(
  folder: CliFolder,
  ended: readonly Ended[],
  except: readonly string[],
): Promise<void> {
  const texts = new Map(
    ended.flatMap(({ stdout, stderr }, run) => [
      [`run ${run} stdout`, stdout],
      [`run ${run} stderr`, stderr],
    ]),
  );
  for (const file of await filesBelow(folder.dir)) {
    if (except.includes(path.basename(file))) continue;
    const bytes = await readFile(file);
    texts.set(file, bytes.toString('latin1'));
    if (file.endsWith('.xlsx'))
      for (const [part, text] of unzipped(bytes)) texts.set(`${file} ${part}`, text);
  }
  for (const [where, text] of texts) {
    for (const written of asWritten) expect(text.includes(written), `the key is in ${where}`).toBe(false);
  }
}

test('what a workbook holds would be found in it', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(1));
  await folder.run(['check', 'list.csv']);
  const parts = unzipped(await readFile(folder.file('list.check.xlsx')));
  expect([...parts.values()].some((text) => text.includes('c2@example.com'))).toBe(true);
});

test('the key is nowhere: in no output, log, event or file, however a run goes wrong', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(12));
  await folder.write('key.txt', `${key}\n`);
  const faults = [
    '500-html:create=1',
    'hang:create=2',
    'reset:create=3',
    'php-warning:after:create=4',
    '429:create=5:retry-after=1',
    '403-html:create=6',
  ];
  const sandbox = await folder.sandbox('--key', key, ...faults.flatMap((fault) => ['--fault', fault]));
  const elsewhere = await folder.sandbox('--key', 'another', '--state-dir', folder.file('other-state'));
  const withKey = { SOLARPROOF_API_KEY: key };
  const ended: Ended[] = [];
  const run = async (
    words: readonly string[],
    env: Readonly<Record<string, string>> = withKey,
  ): Promise<void> => {
    ended.push(await folder.run([...words, '--verbose'], env));
  };

  await run([
    'run',
    'list.csv',
    '--yes',
    '--json',
    '--timeout',
    '1',
    '--settle',
    '0.5',
    '--api-url',
    sandbox.url,
  ]);
  await run(['run', 'list.csv', '--yes', '--api-url', elsewhere.url, '--output', 'refused.xlsx']);
  await run(
    [
      'run',
      'list.csv',
      '--yes',
      '--api-key-file',
      'key.txt',
      '--api-url',
      sandbox.url,
      '--output',
      'file.xlsx',
    ],
    {},
  );
  await run(['run', 'list.csv', '--yes', '--api-url', `https://example.com/?api_key=${key}`]);
  await run(['run', 'list.csv', '--yes', '--api-url', `http://${key}`]);
  await run(['run', 'list.csv', '--yes'], {
    ...withKey,
    SOLARPROOF_API_URL: `https://user:${key}@example.com/`,
  });
  await run(['run', 'list.csv', '--yes'], { SOLARPROOF_API_KEY: `${key} and more` });
  await run([
    'run',
    'list.csv',
    '--yes',
    '--api-url',
    'https://solarproof-import.invalid/apidata.php',
    '--output',
    'unreachable.xlsx',
  ]);
  await run(['doctor', '--api-url', elsewhere.url]);
  await run(['resume']);
  await run(['history', '--json']);
  await run(['results']);
  await sandbox.stop();
  await elsewhere.stop();

  expect(ended.map(({ code }) => code)).toEqual([5, 6, 0, 2, 2, 2, 2, 5, 2, 5, 0, 5]);
  await expectNoKey(folder, ended, ['key.txt']);
});
