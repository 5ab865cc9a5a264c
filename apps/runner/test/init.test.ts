import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseConfig, type Config } from '@solarproof-import/watch';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandFolder, type CommandFolder } from './command-folder.js';

const key = 'a-key-that-was-typed';
const down = '\u001B[B';
const enter = '\r';
let folder: CommandFolder;

beforeEach(async () => {
  folder = await commandFolder();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const file = (): string => folder.file('solarproof-import.yaml');
const written = async (): Promise<Config> => parseConfig(await readFile(file(), 'utf8'), 'x');
const modeOf = async (name: string): Promise<number> => (await stat(name)).mode & 0o777;

/** What a person says who takes what is suggested. */
const content = (where: string): [string, string][] => [
  ['Which folder', `${where}${enter}`],
  ['A name for', enter],
  ['Where is the API key', enter],
  ['API key', `${key}${enter}`],
  ['Of what type', enter],
  ['Who owns', enter],
  ['Lists of more rows', enter],
  ['more invalid rows', enter],
  ['When is the folder', enter],
  ['A webhook', enter],
];

/** The same with other answers to some questions. */
function saying(where: string, others: Readonly<Record<string, string>>): [string, string][] {
  return content(where).map(([question, keys]) => [question, others[question] ?? keys]);
}

describe('init at a terminal', () => {
  it('asks for everything, keeps the key apart, and says what comes next', async () => {
    const place = folder.file('lists');
    const { exitCode, stdout, stderr } = await folder.call(['init', file()], {
      terminal: true,
      answers: content(place),
    });
    expect(exitCode, stderr).toBe(0);
    expect(await written()).toEqual({
      version: 1,
      stateDir: folder.stateDir,
      folders: [
        {
          folder: place,
          account: 'default',
          set: { type: 'RESIDENTIAL' },
          reviewOver: 1000,
          maxErrors: '10%',
        },
      ],
    });
    const stored = path.join(folder.stateDir, 'accounts', 'solarproof.com.au', 'default', 'api-key');
    expect(await readFile(stored, 'utf8')).toBe(`${key}\n`);
    expect(`${stdout}${stderr}${await readFile(file(), 'utf8')}`).not.toContain(key);
    expect(stdout).toContain('  - folder: lists\n');
    expect(stdout).toMatch(
      /Written {2}solarproof-import\.yaml\nNext {5}solarproof-import doctor --config solarproof-import\.yaml\n {9}solarproof-import watch --config solarproof-import\.yaml\n$/,
    );
    if (process.platform !== 'win32') {
      expect(await modeOf(stored)).toBe(0o600);
      expect(await modeOf(file())).toBe(0o600);
    }
  });

  it('takes other answers: a key in a file, an owner, a webhook whose secret it makes, a schedule', async () => {
    const answers = saying(folder.file('lists'), {
      'A name for': `east${enter}`,
      'Where is the API key': `${down}${enter}`,
      'API key': '',
      'Of what type': `${down}${down}${enter}`,
      'Who owns': `owner@example.com${enter}`,
      'Lists of more rows': `20${enter}`,
      'more invalid rows': `3${enter}`,
      'When is the folder': `0 6 * * 1-5${enter}`,
      'A webhook': `https://example.com/hook${enter}`,
    });
    answers.splice(3, 1, ['The file that holds', `${folder.file('key')}${enter}`]);
    answers.splice(9, 0, ['By the clocks of', `Australia/Sydney${enter}`]);
    const { exitCode, stderr } = await folder.call(['init', file()], { terminal: true, answers });
    expect(exitCode, stderr).toBe(0);
    const secretFile = path.join(folder.stateDir, 'watch', 'webhook-secret');
    expect(await written()).toMatchObject({
      notify: { webhook: { url: 'https://example.com/hook', secretFile } },
      folders: [
        {
          account: 'east',
          apiKeyFile: folder.file('key'),
          owner: 'owner@example.com',
          reviewOver: 20,
          maxErrors: '3',
          schedule: '0 6 * * 1-5',
          timeZone: 'Australia/Sydney',
        },
      ],
    });
    expect((await written()).folders[0]).not.toHaveProperty('set');
    const secret = await readFile(secretFile, 'utf8');
    expect(Buffer.from(secret.trim().replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(secret).toMatch(/^whsec_/);
    if (process.platform !== 'win32') expect(await modeOf(secretFile)).toBe(0o600);
  });

  it('does not ask for what flags say', async () => {
    const words =
      '--account west --sandbox --set type=COMMERCIAL --owner o@example.com --review-over 5 --max-errors 1% --schedule @daily --time-zone UTC --webhook https://example.com/';
    const { exitCode, stderr } = await folder.call(
      ['init', file(), '--folder', folder.file('lists'), ...words.split(' ')],
      { terminal: true },
    );
    expect(exitCode, stderr).toBe(0);
    expect((await written()).folders).toEqual([
      {
        folder: folder.file('lists'),
        account: 'west',
        sandbox: true,
        owner: 'o@example.com',
        set: { type: 'COMMERCIAL' },
        reviewOver: 5,
        maxErrors: '1%',
        schedule: '@daily',
        timeZone: 'UTC',
      },
    ]);
  });

  it('leaves the address out where the sandbox is to be tried', async () => {
    const answers = saying(folder.file('lists'), { 'Where is the API key': `${down.repeat(3)}${enter}` });
    answers.splice(3, 1);
    const { exitCode, stderr } = await folder.call(['init', file()], {
      terminal: true,
      answers,
      env: { SOLARPROOF_API_URL: 'https://example.com/' },
    });
    expect(exitCode, stderr).toBe(0);
    expect((await written()).folders[0]).toMatchObject({ sandbox: true });
    expect((await written()).folders[0]).not.toHaveProperty('apiUrl');
  });

  it('asks again where an answer cannot be', async () => {
    // Node takes no letter back where this variable says `dumb`, as it does on many build machines.
    vi.stubEnv('TERM', 'xterm');
    const answers = saying(folder.file('lists'), {});
    answers.splice(6, 0, ['Lists of more rows', `many${enter}`]);
    answers.splice(7, 1, ['Expected a number of rows', `${'\u007F'.repeat(4)}7${enter}`]);
    const { exitCode, stderr } = await folder.call(['init', file()], { terminal: true, answers });
    expect(exitCode, stderr).toBe(0);
    expect((await written()).folders[0]?.reviewOver).toBe(7);
  });

  it.each([
    ['n', 2],
    ['\u0003', 130],
  ])('writes over nothing where the answer is %j', async (keys, code) => {
    await folder.write('solarproof-import.yaml', 'mine');
    const { exitCode } = await folder.call(['init', file()], {
      terminal: true,
      answers: [['Write over it', keys]],
    });
    expect(exitCode).toBe(code);
    expect(await readFile(file(), 'utf8')).toBe('mine');
  });

  it('writes nothing, and keeps no key, after Ctrl-C', async () => {
    const answers = saying(folder.file('lists'), { 'A webhook': '\u0003' });
    const { exitCode } = await folder.call(['init', file()], { terminal: true, answers });
    expect(exitCode).toBe(130);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
    await expect(stat(folder.stateDir)).rejects.toThrow('ENOENT');
  });
});

describe('init without a terminal', () => {
  it('writes what flags and variables say, paths made absolute', async () => {
    const { exitCode, stdout } = await folder.call(
      [
        'init',
        file(),
        '--folder',
        'lists',
        '--api-key-file',
        'key',
        '--mapping',
        'ours.yaml',
        '--max-errors',
        '9',
      ],
      { env: { SOLARPROOF_ACCOUNT: 'of variable', SOLARPROOF_API_KEY: key } },
    );
    expect(exitCode).toBe(0);
    expect(await written()).toEqual({
      version: 1,
      stateDir: folder.stateDir,
      folders: [
        {
          folder: path.resolve('lists'),
          account: 'of variable',
          apiKeyFile: path.resolve('key'),
          mapping: path.resolve('ours.yaml'),
          maxErrors: 9,
        },
      ],
    });
    expect(`${stdout}${await readFile(file(), 'utf8')}`).not.toContain(key);
  });

  it('tells programs where it is', async () => {
    const { stdout } = await folder.call(['init', file(), '--folder', 'lists', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ event: 'config-written', file: 'solarproof-import.yaml' });
  });

  it.each([
    [['--account', 'x'], 'There is no terminal to ask which folder is watched.\n  Add --folder DIR.\n'],
    [['--folder', 'x', '--sandbox', '--api-key-file', 'k'], 'goes with neither apiUrl nor apiKeyFile'],
    [['--folder', 'x', '--webhook', 'http://example.com'], 'is plain http'],
  ])('%j writes nothing, and says why', async (words, says) => {
    const { exitCode, stderr } = await folder.call(['init', file(), ...words]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
    await expect(readFile(file())).rejects.toThrow('ENOENT');
  });

  it('writes over a file that is there only with --yes', async () => {
    await folder.write('solarproof-import.yaml', 'mine');
    const refused = await folder.call(['init', file(), '--folder', 'lists']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('The config file solarproof-import.yaml is there already.');
    expect(await readFile(file(), 'utf8')).toBe('mine');
    expect((await folder.call(['init', file(), '--folder', 'lists', '--yes'])).exitCode).toBe(0);
    expect((await written()).folders).toHaveLength(1);
  });

  it('says so where it cannot be written', async () => {
    const { exitCode, stderr } = await folder.call(['init', folder.file('none/x.yaml'), '--folder', 'lists']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The config file none/x.yaml cannot be written (ENOENT).');
  });
});
