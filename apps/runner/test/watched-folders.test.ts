import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { ImportError } from '@solarproof-import/importer';
import type { Config, FolderConfig } from '@solarproof-import/watch';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { addWatchFlags, type WatchFlags } from '../src/settings/watch-flags.js';
import { watchedFolder, watchedFolders, type WatchSettings } from '../src/settings/watched-folders.js';
import { fakeSurroundings } from './fake-surroundings.js';

const api = 'https://one.example.com/api';
const otherApi = 'https://two.example.com/api';
let home: string;

beforeEach(async () => {
  home = await temporaryFolder();
});

/** The flags of a command line, as `watch` gets them. */
function flagsOf(words: readonly string[]): WatchFlags {
  const command = addWatchFlags(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  command.parse([...words], { from: 'user' });
  return command.opts();
}

interface Said {
  readonly config?: Partial<Config>;
  readonly folders?: readonly Partial<FolderConfig>[];
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function settings({ config = {}, folders = [{}], words = [], env = {} }: Said): WatchSettings {
  const { surroundings } = fakeSurroundings({
    terminal: false,
    env: { SOLARPROOF_IMPORT_HOME: home, ...env },
  });
  const whole: Config = {
    version: 1,
    ...config,
    folders: folders.map((folder, index) => ({ folder: `/srv/${index}`, ...folder })),
  };
  return watchedFolders(whole, flagsOf(words), surroundings);
}

function refusal(said: Said): ImportError {
  try {
    settings(said);
  } catch (error) {
    return error as ImportError;
  }
  throw new Error('it was not refused');
}

describe('what is said of a watched folder', () => {
  it('has defaults where nothing is said, as without a config file', () => {
    const { surroundings } = fakeSurroundings({ terminal: false, env: { SOLARPROOF_IMPORT_HOME: home } });
    const alone = watchedFolder('lists', flagsOf([]), surroundings);
    expect(alone).toMatchObject({
      stateDir: home,
      log: undefined,
      folders: [
        {
          root: path.resolve('lists'),
          account: { name: 'default', host: 'solarproof.com.au' },
          accountIsNamed: false,
          pace: { concurrency: 4, rate: undefined, settleMs: 90_000 },
          duplicates: 'set-aside',
          pollMs: 5_000,
          stillMs: 15_000,
          schedule: undefined,
          notify: undefined,
        },
      ],
    });
    expect(JSON.stringify(settings({ folders: [{ folder: path.resolve('lists') }] }))).toBe(
      JSON.stringify(alone),
    );
  });

  it('comes from the config file: the folder first, then what is said for all', () => {
    const { folders, stateDir } = settings({
      config: {
        pollSeconds: 2,
        stillSeconds: 0.25,
        schedule: '0 6 * * *',
        timeZone: 'Australia/Sydney',
        notify: { onlyErrors: true },
        stateDir: '/state/of/config',
      },
      folders: [
        {
          account: 'east',
          apiUrl: api,
          concurrency: 2,
          rate: 3,
          timeout: 60,
          settle: 10,
          maxErrors: '10%',
          reviewOver: 50,
          requireMarker: '{name}.ok',
          duplicates: 'recheck',
          schedule: '0 7 * * *',
          notify: { onlyErrors: false },
        },
        { maxErrors: 7 },
      ],
      env: { SOLARPROOF_IMPORT_HOME: '' },
    });
    expect(stateDir).toBe(path.resolve('/state/of/config'));
    expect(folders[0]).toMatchObject({
      account: { name: 'east', host: 'one.example.com' },
      accountIsNamed: true,
      pace: { concurrency: 2, rate: 3, settleMs: 105_000 },
      maxErrors: { kind: 'percent', most: 10 },
      reviewOver: 50,
      requireMarker: '{name}.ok',
      duplicates: 'recheck',
      pollMs: 2_000,
      stillMs: 250,
      schedule: { pattern: '0 7 * * *', timeZone: 'Australia/Sydney' },
      notify: { onlyErrors: false },
    });
    expect(folders[1]).toMatchObject({
      accountIsNamed: false,
      maxErrors: { kind: 'rows', most: 7 },
      schedule: { pattern: '0 6 * * *' },
      notify: { onlyErrors: true },
    });
  });

  it('gives way to flags', () => {
    const words =
      '--poll 0.05 --still 0.5 --concurrency 9 --rate 8 --settle 300 --timeout 20 --max-errors 3 --review-over 4 --schedule @daily --time-zone UTC --require-marker {name}.go --duplicates import --account west';
    const { folders } = settings({
      config: { pollSeconds: 1, stillSeconds: 1, schedule: '0 6 * * *', timeZone: 'Australia/Sydney' },
      folders: [
        {
          account: 'east',
          concurrency: 2,
          rate: 1,
          settle: 1,
          timeout: 60,
          maxErrors: '1%',
          reviewOver: 1,
          requireMarker: '{name}.ok',
          duplicates: 'recheck',
        },
      ],
      words: words.split(' '),
    });
    expect(folders[0]).toMatchObject({
      account: { name: 'west' },
      accountIsNamed: true,
      pace: { concurrency: 9, rate: 8, settleMs: 300_000 },
      maxErrors: { kind: 'rows', most: 3 },
      reviewOver: 4,
      requireMarker: '{name}.go',
      duplicates: 'import',
      pollMs: 50,
      stillMs: 500,
      schedule: { pattern: '@daily', timeZone: 'UTC' },
    });
  });

  it('gives way to variables, flags before those', () => {
    const env = { SOLARPROOF_ACCOUNT: 'of variable', SOLARPROOF_API_URL: otherApi };
    const folders = [{ account: 'of config', apiUrl: api }];
    expect(settings({ folders, env }).folders[0]).toMatchObject({
      account: { name: 'of variable', host: 'two.example.com' },
      accountIsNamed: false,
    });
    const words = ['--account', 'of flag', '--api-url', 'https://three.example.com'];
    expect(settings({ folders, env, words }).folders[0]?.account).toEqual({
      name: 'of flag',
      host: 'three.example.com',
    });
  });

  it('is the sandbox by --sandbox, whatever address and key the config file names', () => {
    const folders = [{ account: 'east', apiUrl: api, apiKeyFile: '/key' }, { apiUrl: otherApi }];
    const { folders: watched } = settings({
      folders,
      words: ['--sandbox'],
      env: { SOLARPROOF_API_KEY: 'k' },
    });
    expect(watched.map(({ account }) => account)).toEqual([
      { name: 'east', host: 'sandbox' },
      { name: 'default', host: 'sandbox' },
    ]);
  });
});

describe('one setting for the accounts of several companies is refused:', () => {
  const two: readonly Partial<FolderConfig>[] = [{ account: 'east' }, { account: 'west' }];
  const sameName: readonly Partial<FolderConfig>[] = [{ apiUrl: api }, { apiUrl: otherApi }];

  it.each<[string, Said]>([
    ['SOLARPROOF_API_KEY', { folders: two, env: { SOLARPROOF_API_KEY: 'secret-key' } }],
    ['SOLARPROOF_API_KEY_FILE', { folders: two, env: { SOLARPROOF_API_KEY_FILE: '/key' } }],
    ['--api-key-file', { folders: two, words: ['--api-key-file', '/key'] }],
    ['SOLARPROOF_API_KEY', { folders: sameName, env: { SOLARPROOF_API_KEY: 'secret-key' } }],
  ])('the key of %s', (name, said) => {
    const error = refusal(said);
    expect(error.code).toBe('KEY_FOR_SEVERAL_ACCOUNTS');
    expect(error.message).toBe(
      `${name} gives one API key, but the folders of the config file are of several accounts.`,
    );
    expect(JSON.stringify([error.message, error.hints])).not.toContain('secret-key');
  });

  it.each<[string, Said]>([
    [
      '--account would put one in the place of the several accounts',
      { folders: two, words: ['--account', 'x'] },
    ],
    [
      'SOLARPROOF_ACCOUNT would put one in the place of the several accounts',
      { folders: two, env: { SOLARPROOF_ACCOUNT: 'x' } },
    ],
    [
      '--api-url would put one in the place of the several addresses',
      { folders: sameName, words: ['--api-url', api] },
    ],
    [
      'SOLARPROOF_API_URL would put one in the place of the several addresses',
      { folders: sameName, env: { SOLARPROOF_API_URL: api } },
    ],
  ])('%s', (words, said) => {
    const error = refusal(said);
    expect(error.code).toBe('SETTING_FOR_SEVERAL_ACCOUNTS');
    expect(error.message).toBe(`${words} of the config file.`);
  });

  it.each<[string, Said]>([
    [
      'folders of one account',
      { folders: [{ account: 'east' }, { account: 'east ' }], env: { SOLARPROOF_API_KEY: 'k' } },
    ],
    [
      'an account and the sandbox',
      { folders: [{}, { sandbox: true }], env: { SOLARPROOF_API_KEY: 'k', SOLARPROOF_API_URL: api } },
    ],
    ['one address under two names', { folders: two, env: { SOLARPROOF_API_URL: api } }],
    [
      'one address written in two ways',
      {
        folders: [{ apiUrl: 'https://one.example.com' }, { apiUrl: 'https://ONE.example.com/' }],
        words: ['--api-key-file', '/k'],
      },
    ],
  ])('but not for %s', (_what, said) => {
    expect(settings(said).folders).toHaveLength(2);
  });
});

describe('settings that do not go together are refused:', () => {
  it.each<[string, Said]>([
    ['OWNER_GIVEN_TWICE', { words: ['--owner', 'a@example.com', '--set', 'useremail=b@example.com'] }],
    ['TWO_TARGETS', { folders: [{ sandbox: true }], words: ['--api-url', api] }],
    ['TWO_TARGETS', { words: ['--sandbox', '--api-key-file', 'x'] }],
    ['ACCOUNT_NAME_INVALID', { words: ['--account', '../x'] }],
    ['API_URL_INVALID', { words: ['--api-url', 'http://example.com'] }],
  ])('%s', (code, said) => {
    expect(refusal(said).code).toBe(code);
  });

  it.each([
    '--poll 0',
    '--poll x',
    '--still -1',
    '--still 86401',
    '--review-over 1.5',
    '--schedule tomorrow',
    '--time-zone Mars/Olympus',
    '--require-marker {name}',
    '--require-marker a/{name}',
    '--duplicates drop',
    '--owner nobody',
    '--max-errors 101%',
  ])('%s', (words) => {
    expect(() => flagsOf(words.split(' '))).toThrow(expect.objectContaining({ exitCode: 1 }));
  });
});

describe('how the lists of a watched folder are read', () => {
  const profile = (target: string): string => `version: 1\ncolumns: { Ruf: ${target} }\n`;

  it('is what flags say over the config file, field by field', async () => {
    const folder: Partial<FolderConfig> = {
      sheet: 'A',
      headerRow: 3,
      encoding: 'utf-8',
      hiddenRows: 'skip',
      recase: true,
      accept: ['EMAIL_DOMAIN_MENDED'],
      owner: 'config@example.com',
      set: { type: 'RESIDENTIAL', companyname: 'Sun' },
    };
    const ofConfig = await settings({ folders: [folder] }).folders[0]?.tableOptions();
    expect(ofConfig).toMatchObject({
      sheet: 'A',
      headerRow: 3,
      encoding: 'utf-8',
      hiddenRows: 'skip',
      accept: ['EMAIL_DOMAIN_MENDED', 'NAME_RECASED'],
      defaults: new Map([
        ['type', 'RESIDENTIAL'],
        ['companyname', 'Sun'],
        ['useremail', 'config@example.com'],
      ]),
      savedProfiles: [],
    });
    const words = '--sheet B --header-row 0 --set type=COMMERCIAL --owner flag@example.com';
    const ofFlags = await settings({ folders: [folder], words: words.split(' ') }).folders[0]?.tableOptions();
    expect(ofFlags).toMatchObject({
      sheet: 'B',
      headerRow: 0,
      defaults: new Map([
        ['type', 'COMMERCIAL'],
        ['companyname', 'Sun'],
        ['useremail', 'flag@example.com'],
      ]),
    });
  });

  it('--set useremail takes the place of the owner of the config file', async () => {
    const said: Said = {
      folders: [{ owner: 'config@example.com' }],
      words: ['--set', 'useremail=flag@example.com'],
    };
    expect(await settings(said).folders[0]?.tableOptions()).toMatchObject({
      defaults: new Map([['useremail', 'flag@example.com']]),
    });
  });

  it('is read from the mapping file anew each time', async () => {
    const file = path.join(home, 'ours.yaml');
    const [folder] = settings({ folders: [{ mapping: file }] }).folders;
    await expect(folder?.tableOptions()).rejects.toMatchObject({ code: 'MAPPING_FILE_UNREADABLE' });
    await writeFile(file, profile('phone'));
    expect(await folder?.tableOptions()).toMatchObject({ profile: { columns: { Ruf: 'phone' } } });
    await writeFile(file, profile('mobile'));
    expect(await folder?.tableOptions()).toMatchObject({ profile: { columns: { Ruf: 'mobile' } } });
  });

  it('may be a mapping that is saved by name; one that is not is named with what was meant', async () => {
    const { saveProfile } = await import('@solarproof-import/importer');
    const profiles = path.join(home, 'profiles');
    await saveProfile(profiles, { name: 'xero 2026', profile: { version: 1, columns: { Ruf: 'phone' } } });
    const options = settings({ folders: [{ mapping: 'xero 2026' }] }).folders[0]?.tableOptions();
    expect(await options).toMatchObject({ profile: { columns: { Ruf: 'phone' } } });
    const unknown = settings({ folders: [{ mapping: 'xreo 2026' }] }).folders[0]?.tableOptions();
    await expect(unknown).rejects.toMatchObject({
      code: 'MAPPING_UNKNOWN',
      message: 'No mapping is saved as "xreo 2026", did you mean "xero 2026"?',
    });
  });
});

describe('the way to the account of a watched folder', () => {
  it('is found by the key file of the config file, anew each time, and asks nobody', async () => {
    const apiKeyFile = path.join(home, 'key');
    const [folder] = settings({ folders: [{ apiKeyFile, apiUrl: api }] }).folders;
    await expect(folder?.openAccount()).rejects.toMatchObject({ code: 'API_KEY_FILE_UNREADABLE' });
    for (const key of ['first-key', 'second-key']) {
      await writeFile(apiKeyFile, `${key}\n`);
      const access = await folder?.openAccount();
      expect(access).toMatchObject({ apiKey: key, keyFrom: `the file ${apiKeyFile}`, apiUrl: api });
      await access?.transport.close();
    }
  });

  it('is that of the variable where one gives a key, and none where nobody does', async () => {
    const env = { SOLARPROOF_API_KEY: 'key-of-variable' };
    const access = await settings({ folders: [{ apiKeyFile: '/nowhere' }], env }).folders[0]?.openAccount();
    expect(access).toMatchObject({ apiKey: 'key-of-variable', keyFrom: 'SOLARPROOF_API_KEY' });
    await access?.transport.close();
    await expect(settings({}).folders[0]?.openAccount()).rejects.toMatchObject({ code: 'API_KEY_MISSING' });
  });
});
