import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { BugError, InterruptedError, SettingsError } from '@solarproof-import/importer';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, test } from 'vitest';
import { runProgram } from '../src/program.js';
import { describeFailure } from '../src/terminal/describe-failure.js';
import { printable } from '../src/terminal/printable.js';
import { shorten, twoColumns, wrap } from '../src/terminal/wrap.js';
import { fakeSurroundings } from './fake-surroundings.js';

const sheets = fileURLToPath(new URL('../../../fixtures/sheets/', import.meta.url));
const lists = (await readdir(sheets)).filter((name) => /\.(?:csv|tsv|xlsx)$/.test(name));

async function check(name: string, terminal: boolean) {
  const folder = await temporaryFolder();
  const file = path.join(folder, name);
  await copyFile(path.join(sheets, name), file);
  const { surroundings, stdout, stderr } = fakeSurroundings({ terminal });
  const exitCode = await runProgram(['check', file, '--state-dir', path.join(folder, 'state')], surroundings);
  // The folder's name is as long as the machine likes.
  const plain = (text: string) => stripVTControlCharacters(text).replaceAll(folder + path.sep, '');
  return { exitCode, stdout: plain(stdout()), stderr: plain(stderr()) };
}

describe.each([
  ['at a terminal', true],
  ['in a log', false],
])('%s', (_where, terminal) => {
  it.each(lists)(
    '%s is told in lines of at most 100 columns, the last of which say what to do',
    async (name) => {
      const { exitCode, stdout, stderr } = await check(name, terminal);
      for (const line of `${stdout}${stderr}`.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
      if (exitCode === 3) {
        expect(stderr.startsWith(`${name}: `)).toBe(true);
        expect(stderr).toMatch(/Nothing was sent\.\nexit 3\n$/);
      } else expect(stdout).toMatch(/\nResult {3}\S.*\.check\.xlsx\n[\s\S]*Next {5}\S/);
    },
  );
});

test('a person sees which column feeds which field, what is left out, and the problems grouped', async () => {
  const { stdout } = await check('customers.xlsx', true);
  expect(stdout).toContain(
    'customers.xlsx   sheet "Customers", header in row 1, 62 rows\n  First Name → firstname',
  );
  expect(stdout).toContain('Suburb, Last contact, Notes: no such field in Solar Proof');
  expect(stdout).toContain('  53 ready    7 invalid    1 duplicate    1 skipped\n');
  expect(stdout).toMatch(/ {4}1 × {2}phone has too few digits +D17 {3}\S/);
  expect(stdout).toMatch(/ {4}1 × {2}phone has no area code +D40 {3}\S/);
  expect(stdout).toMatch(
    /mended\n[^]* {4}\d+ × {2}phone1: phone lost its leading zero, restored {3}D4, D15, D29 …/,
  );
});

test('what the reader warns of is told apart from what rows came to, its rows together', async () => {
  const { stdout, exitCode } = await check('odd-quotes.csv', true);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /  4 ready\n\n  worth a look\n {4}2 × {2}a quoted cell holds quotes .* {3}rows 2, 4 /,
  );
});

describe('an error in words', () => {
  const told = (error: unknown, verbose = false) => describeFailure(error, { verbose });

  it('of the settings says what to do, and that nothing was sent', () => {
    expect(told(new SettingsError('API_KEY_MISSING', 'There is no API key.', ['Put it somewhere.']))).toEqual(
      {
        exitCode: 2,
        text: 'There is no API key.\n  Put it somewhere.\n  Nothing was sent.\nexit 2\n',
      },
    );
  });

  it('of a signal before the sending ends with its code', () => {
    expect(told(new InterruptedError('SIGTERM')).exitCode).toBe(143);
    expect(told(new InterruptedError('SIGINT')).text).toContain('nothing was sent');
  });

  it('of ours is repeated', () => {
    expect(told(new BugError('ROW_BEGUN_TWICE', 'row 7 is being sent already'))).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('row 7 is being sent already'),
    });
  });

  it('of anybody else is named without its message, which may hold what it was given', () => {
    const error = Object.assign(new TypeError('cannot fetch https://example.com/?api_key=s3cret'), {
      code: 'ERR_INVALID_URL',
    });
    for (const verbose of [false, true]) {
      const { exitCode, text } = told(error, verbose);
      expect(exitCode).toBe(1);
      expect(text).toContain('TypeError (ERR_INVALID_URL)');
      expect(text).not.toContain('s3cret');
    }
    expect(told('thrown text s3cret').text).not.toContain('s3cret');
  });
});

describe('text in lines', () => {
  it('is broken at spaces, a long word left whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a verylongword b', 5)).toEqual(['a', 'verylongword', 'b']);
  });

  it('is shortened with an ellipsis', () => {
    expect(shorten('Customers', 9)).toBe('Customers');
    expect(shorten('Customers', 5)).toBe('Cust…');
  });

  it('stands in two columns, the second under itself', () => {
    expect(
      twoColumns(
        [
          ['Node', '20'],
          ['Key', 'from the file'],
        ],
        { indent: 2, width: 20 },
      ),
    ).toEqual(['  Node    20', '  Key     from the', '          file']);
  });
});

test('what a terminal would obey is not printed, colours are', () => {
  expect(printable('\u001B[34mblue\u001B[39m\tand\n\u001B]0;title\u0007\u001B[2Jclear\r')).toBe(
    '\u001B[34mblue\u001B[39m\tand\n]0;title[2Jclear',
  );
});
