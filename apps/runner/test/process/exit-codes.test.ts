import { access, copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { readAll } from '@solarproof-import/testkit';
import { CliFolder, ending, firstMatch, listOf, until } from './run-cli.js';

const statusesIn = async (workbook: string): Promise<string[]> => {
  const source = await openXlsx(workbook, { sheet: 'Results' });
  const rows = await readAll(source);
  await source.close();
  const column = rows[0]?.cells.indexOf('Import: Status') ?? -1;
  return rows.slice(1).map(({ cells }) => cells[column] ?? '');
};

describe('the command ends with', () => {
  it('0 when every row is done, and says where the result is', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    const { code, stdout } = await folder.run(['run', 'list.csv', '--sandbox', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toContain('done: 3 created');
    expect(stdout).toMatch(/^Result {3}list\.result\.xlsx$/m);
    expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(['created', 'created', 'created']);
  });

  it('0 for a check of a good list, without a key and without sending', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    const { code, stdout } = await folder.run(['check', 'list.csv']);
    expect(code).toBe(0);
    expect(stdout).toContain('solarproof-import run list.csv');
    expect(await statusesIn(folder.file('list.check.xlsx'))).toEqual(['ready', 'ready', 'ready']);
  });

  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown flag', ['run', 'list.csv', '--frobnicate']],
    ['no file', ['run', '--yes']],
    ['a flag that is no number', ['run', 'list.csv', '--yes', '--concurrency', 'many']],
    ['a field that is none', ['check', 'list.csv', '--set', 'colour=red']],
    ['a value that no row could have', ['check', 'list.csv', '--set', 'type=Castle']],
    ['an API URL that is none', ['run', 'list.csv', '--yes', '--api-url', 'nonsense']],
    ['no confirmation', ['run', 'list.csv', '--sandbox']],
    ['no key', ['run', 'list.csv', '--yes']],
    ['an output that is no workbook', ['check', 'list.csv', '--output', 'out.csv']],
    ['an output in no folder', ['check', 'list.csv', '--output', 'nowhere/out.xlsx']],
    ['a state directory that is a file', ['check', 'list.csv', '--state-dir', 'list.csv']],
    ['two places to send to', ['run', 'list.csv', '--yes', '--sandbox', '--api-url', 'https://example.com/']],
    [
      'a field that is set twice',
      ['check', 'list.csv', '--set', 'type=COMMERCIAL', '--set', 'type=RESIDENTIAL'],
    ],
    ['an encoding that is none', ['check', 'list.csv', '--encoding', 'klingon']],
  ])('2 for %s, nothing sent', async (_what, words) => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    const { code, stdout, stderr } = await folder.run(words);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    expect(stdout).not.toContain('created');
  });

  it.each([
    ['a file that is missing', 'missing.csv', undefined],
    ['an empty file', 'list.csv', ''],
    ['a header alone', 'list.csv', listOf(0)],
    ['no known column', 'list.csv', 'a,b\n1,2\n'],
    [
      'a missing column',
      'list.csv',
      'First Name,Surname,Email,Type\nJo,Citizen,jo@example.com,RESIDENTIAL\n',
    ],
    ['text in an .xlsx', 'list.xlsx', 'PK\u0003\u0004 and no more'],
  ])('3 for %s, and says so after the name of the file', async (_what, name, content) => {
    const folder = await CliFolder.make();
    if (content !== undefined) await folder.write(name, content);
    const { code, stderr } = await folder.run(['run', name, '--sandbox', '--yes']);
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`^${name}: [a-z]`));
    expect(stderr).toMatch(/Nothing was sent\.\nexit 3\n$/);
  });

  it.each([
    ['old-excel.xls', 'is an Excel workbook of the old kind'],
    ['with-password.xlsx', 'protected with a password'],
    ['html-saved-as-xls.xls', 'is a web page'],
    ['pdf-renamed-to-csv.csv', 'is a PDF'],
    ['numbers.numbers', 'is a Numbers file'],
    ['cut-off-download.xlsx', 'its end is missing'],
    ['nothing-but-zeros.csv', 'nothing but zeros'],
  ])('3 for %s, with one sentence on what it is', async (name, says) => {
    const folder = await CliFolder.make();
    await copyFile(new URL(`../../../../fixtures/sheets/${name}`, import.meta.url), folder.file(name));
    const { code, stdout, stderr } = await folder.run(['check', name]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${name}: t(?:his|he) `));
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(stderr).toMatch(/\n {2}Nothing was sent\.\nexit 3\n$/);
    expect(stderr).not.toMatch(/^\s+at |Error/m);
  });

  it('4 when rows need attention', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', `${listOf(2)}Ann,Lee,ann@example,0491570006,Residential\n`);
    const { code, stdout } = await folder.run(['run', 'list.csv', '--sandbox', '--yes']);
    expect(code).toBe(4);
    expect(stdout).toContain('exit 4: 1 row needs attention');
    expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(['created', 'created', 'invalid']);
  });

  it('5 when it must stop, with everything else not sent', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    const sandbox = await folder.sandbox('--fault', 'redirect:before:create=2');
    const words = ['run', 'list.csv', '--yes', '--concurrency', '1', '--api-url', sandbox.url];
    const { code, stdout } = await folder.run(words, { SOLARPROOF_API_KEY: 'sandbox' });
    await sandbox.stop();
    expect(code).toBe(5);
    expect(stdout).toContain('Stopped: ');
    expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(['created', 'unconfirmed', 'not-sent']);
  });

  it('6 when the key is refused, and says where the key came from', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(9));
    const sandbox = await folder.sandbox('--key', 'right');
    const { code, stdout } = await folder.run(['run', 'list.csv', '--yes', '--api-url', sandbox.url], {
      SOLARPROOF_API_KEY: 'wrong',
    });
    await sandbox.stop();
    expect(code).toBe(6);
    expect(stdout).toContain('The key came from SOLARPROOF_API_KEY.');
    expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(
      Array.from({ length: 9 }, () => 'not-sent'),
    );
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s: %i, after what was under way, with a true workbook', async (signal, expected) => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(40));
    const sandbox = await folder.sandbox('--latency', '50');
    const run = folder.start(['run', 'list.csv', '--yes', '--json', '--api-url', sandbox.url], {
      SOLARPROOF_API_KEY: 'sandbox',
    });
    const ended = ending(run);
    await firstMatch(run, /"event":"row"/);
    run.kill(signal);
    const { code, stdout } = await ended;
    await sandbox.stop();
    expect(code).toBe(expected);
    const statuses = await statusesIn(folder.file('list.result.xlsx'));
    expect(statuses).toHaveLength(40);
    expect(new Set(statuses)).toEqual(new Set(['created', 'not-sent']));
    expect(statuses.filter((status) => status === 'created')).toHaveLength(
      stdout.match(/"status":"created"/g)?.length ?? -1,
    );
  });

  it('130 also when a second SIGINT cuts off what never answers; that row is unconfirmed', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    const sandbox = await folder.sandbox('--fault', 'hang:after:create=2');
    const run = folder.start(
      ['run', 'list.csv', '--yes', '--json', '--concurrency', '1', '--api-url', sandbox.url],
      {
        SOLARPROOF_API_KEY: 'sandbox',
      },
    );
    const ended = ending(run);
    // The fault stores the customer: then the request is with the server.
    await until(async () =>
      (await readFile(folder.file('state/sandbox/customers.ndjson'), 'utf8')).includes('c3@example.com'),
    );
    run.kill('SIGINT');
    await firstMatch(run, /"event":"stopping"/);
    run.kill('SIGINT');
    const { code } = await ended;
    await sandbox.stop();
    expect(code).toBe(130);
    expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(['created', 'unconfirmed', 'not-sent']);
  });
});

it('a check that is interrupted ends at once, and leaves no workbook', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(60_000));
  const check = folder.start(['check', 'list.csv', '--json']);
  const ended = ending(check);
  await firstMatch(check, /"event":"row"/);
  check.kill('SIGINT');
  expect((await ended).code).toBe(130);
  await expect(access(folder.file('list.check.xlsx'))).rejects.toThrow('ENOENT');
});

it('a temporary folder that is not there is a matter of settings', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(2));
  const nowhere = folder.file('nowhere');
  const { code, stderr } = await folder.run(['check', 'list.csv'], {
    TMPDIR: nowhere,
    TEMP: nowhere,
    TMP: nowhere,
  });
  expect(code).toBe(2);
  expect(stderr).toContain('The temporary folder cannot be written');
});

it('a killed run leaves nothing in the temporary folder, and is taken up again by its own copy', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(30));
  const temporary = folder.file('tmp');
  await mkdir(temporary);
  const env = { SOLARPROOF_API_KEY: 'sandbox', TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const sandbox = await folder.sandbox('--latency', '200');
  const run = folder.start(['run', 'list.csv', '--yes', '--json', '--api-url', sandbox.url], env);
  await firstMatch(run, /"event":"row"/);
  run.kill('SIGKILL');
  await ending(run);
  expect(await readdir(temporary)).toEqual([]);
  await folder.write('list.csv', 'not a list any more');
  const { code, stdout } = await folder.run(['resume', '--settle', '0.5'], env);
  await sandbox.stop();
  expect(stdout).toContain('done: 30 created');
  expect(code).toBe(0);
});

it('what a list or a server says cannot move the cursor', async () => {
  const folder = await CliFolder.make();
  const evil = '\u009B2JCastle';
  await folder.write('list.csv', `${listOf(1)}Ann,Lee,ann@example.com,0491570006,"${evil}"\n`);
  const { stdout, stderr } = await folder.run(['check', 'list.csv']);
  expect(stdout).toContain('Castle');
  expect(`${stdout}${stderr}`).not.toContain('\u009B');
});

it('the workbook of a check is the list itself', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', `${listOf(2)}Ann,Lee,ann@example,0491570006,Residential\n`);
  await folder.run(['check', 'list.csv']);
  const { code, stdout } = await folder.run(['run', 'list.check.xlsx', '--sandbox', '--yes']);
  expect(code).toBe(4);
  expect(stdout).toContain('ead as the result of an earlier run: 3 rows, 0 corrected');
  expect(await statusesIn(folder.file('list.result.xlsx'))).toEqual(['created', 'created', 'invalid']);
});

it('says nothing but what it should on stderr, also with many requests in flight', async () => {
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(100));
  const words = ['run', 'list.csv', '--sandbox', '--yes', '--concurrency', '32'];
  const { code, stderr } = await folder.run(words);
  expect(code).toBe(0);
  expect(stderr).toBe('sending to sandbox, account "default", 32 at once\n');
});

describe('the sandbox command', () => {
  it('keeps its customers between two starts, and ends with 0 when it is stopped', async () => {
    const folder = await CliFolder.make();
    await folder.write('list.csv', listOf(3));
    for (const status of ['created', 'exists']) {
      const sandbox = await folder.sandbox();
      await folder.run(['run', 'list.csv', '--yes', '--output', `${status}.xlsx`, '--api-url', sandbox.url], {
        SOLARPROOF_API_KEY: 'sandbox',
      });
      expect((await sandbox.stop()).code).toBe(0);
      expect(await statusesIn(folder.file(`${status}.xlsx`))).toEqual([status, status, status]);
    }
  });

  it('refuses a fault that it does not know, and names those that it does', async () => {
    const folder = await CliFolder.make();
    const { code, stderr } = await folder.run(['sandbox', '--port', '0', '--fault', 'earthquake:create=1']);
    expect(code).toBe(2);
    expect(stderr).toContain('hang');
  });
});

describe('doctor', () => {
  it('ends with 0 where a run could start', async () => {
    const folder = await CliFolder.make();
    const { code, stdout } = await folder.run(['doctor', '--sandbox']);
    expect(code).toBe(0);
    expect(stdout).toContain('A run can start.');
    await access(folder.file('state'));
  });

  it.each([
    ['without a key', {}, 'there is no API key'],
    ['with a refused key', { SOLARPROOF_API_KEY: 'wrong' }, 'refuses the key'],
  ])('ends with 2 %s', async (_what, env, says) => {
    const folder = await CliFolder.make();
    const sandbox = await folder.sandbox();
    const { code, stdout } = await folder.run(['doctor', '--api-url', sandbox.url], env);
    await sandbox.stop();
    expect(code).toBe(2);
    expect(stdout.toLowerCase()).toContain(says.toLowerCase());
  });
});
