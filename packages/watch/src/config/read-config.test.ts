import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError } from '@solarproof-import/importer';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from './read-config.js';

const oneFolder = (said: string): string => `version: 1\nfolders:\n  - folder: in\n    ${said}\n`;

/** What is told of a text, without what is told of every one. */
function refusal(text: string): readonly string[] {
  try {
    parseConfig(text, 'x.yaml');
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error).toMatchObject({
      code: 'CONFIG_FILE_INVALID',
      message: 'The config file x.yaml is not understood.',
    });
    expect(error.hints.at(-1)).toBe(
      'What may stand in it: docs/config.schema.json. To make one: solarproof-import init',
    );
    return error.hints.slice(0, -1);
  }
  throw new Error('it was not refused');
}

describe('a config file that is refused says where, what was expected, and what was meant:', () => {
  it.each([
    ['', 'expected keys and values, found nothing'],
    ['- a', 'expected keys and values, found a list'],
    ['version: 1\nversion: 1', 'Map keys must be unique at line 2, column 1:'],
    ['version: 1\nfolders: &a []\nx: *a', 'it has aliases (*name), which are not read'],
    ['folders: [{ folder: in }]', 'version: is missing; expected 1'],
    ['version: 1\nfolders: []', 'folders (line 2): expected 1 or more of them, found an empty list'],
    [
      'version: 1\nfolders: [{ folder: in }]\nstatedir: x',
      'line 3: "statedir" is not known, did you mean "stateDir"?',
    ],
    [
      'version: 1\nfolders: [{ folder: in }]\nlog:\n  levle: info',
      'log (line 4): "levle" is not known, did you mean "level"?',
    ],
    [
      'version: 1\nfolders: [{ folder: in }]\nnotify:\n  email:\n    to: [a@b.co]\n    from: a@b.co\n    smtp: { hots: x, host: x }',
      'notify, email, smtp (line 7): "hots" is not known, did you mean "host"?',
    ],
    [
      oneFolder('duplicate: import'),
      'folders, 1 (line 4): "duplicate" is not known, did you mean "duplicates"?',
    ],
    [
      oneFolder('duplicates: imprt'),
      'folders, 1, duplicates (line 4): expected set-aside, import, recheck, found "imprt", did you mean "import"?',
    ],
    [oneFolder('reviewOver: many'), 'folders, 1, reviewOver (line 4): expected a number, found "many"'],
    [oneFolder('set: { typ: X }'), 'folders, 1, set (line 4): "typ" is not known, did you mean "type"?'],
    [
      oneFolder('set: { type: Castle }'),
      'folders, 1, set, type (line 4): "Castle" is no value for type. Expected RESIDENTIAL, COMMERCIAL or LARGE-SCALE.',
    ],
    [oneFolder('owner: nobody'), 'folders, 1, owner (line 4): expected an e-mail address, found "nobody"'],
    [
      oneFolder('owner: a@example.com\n    set: { useremail: b@example.com }'),
      'folders, 1, owner (line 4): is said twice; set, useremail says it as well',
    ],
    [oneFolder('accept: [NONSENSE]'), /^folders, 1, accept \(line 4\): NONSENSE is none of NAME_RECASED, /],
    [
      oneFolder('account: a/b'),
      'folders, 1, account (line 4): "a/b" is not understood. A name for the Solar Proof account: letters, digits, spaces, dots, hyphens, underscores, 64 at most. Default: default.',
    ],
    [oneFolder('maxErrors: 101%'), 'folders, 1, maxErrors (line 4): expected 100% at most, found "101%"'],
    [
      oneFolder('requireMarker: "{name}"'),
      /^folders, 1, requireMarker \(line 4\): "\{name\}" needs something beside/,
    ],
    [
      oneFolder('sandbox: true\n    apiKeyFile: key'),
      'folders, 1, sandbox (line 4): goes with neither apiUrl nor apiKeyFile',
    ],
    [
      oneFolder('sandbox: true\n    apiUrl: https://example.com'),
      'folders, 1, sandbox (line 4): goes with neither apiUrl nor apiKeyFile',
    ],
    [
      oneFolder('apiUrl: http://example.com'),
      'folders, 1, apiUrl (line 4): The API URL is plain http, which would show the key to the network.',
    ],
    [
      oneFolder('schedule: daily'),
      'folders, 1, schedule (line 4): expected a cron expression of five parts such as "0 6 * * 1-5", found "daily"',
    ],
    [
      oneFolder('timeZone: Australia/Sidney'),
      'folders, 1, timeZone (line 4): no time zone is called "Australia/Sidney", did you mean "Australia/Sydney"?; expected one such as Australia/Sydney',
    ],
    [
      'version: 1\nschedule: 0 25 * * *\nfolders: [{ folder: in }, { folder: b }]',
      'schedule (line 2): expected a cron expression of five parts such as "0 6 * * 1-5", found "0 25 * * *"',
    ],
    [
      'version: 1\nfolders: [{ folder: in }]\nnotify: { webhook: { url: hooks-secret, secretFile: x } }',
      'notify, webhook, url (line 3): expected a URL, found something else',
    ],
    [
      'version: 1\nfolders: [{ folder: in }]\nnotify: { webhook: { url: "http://example.com/secret", secretFile: x } }',
      "notify, webhook, url (line 3): The webhook's address is plain http, which would show the notices to the network.",
    ],
    [
      oneFolder('notify: { email: { to: [a@b.co], from: a@b.co, smtp: { host: mail, tls: none } } }'),
      'folders, 1, notify, email, smtp, tls (line 4): "none" is for a mail server on this machine alone',
    ],
    [
      oneFolder('notify: { email: { to: [a@b.co], from: a@b.co, smtp: { host: mail, user: u } } }'),
      'folders, 1, notify, email, smtp (line 4): expected user and passwordFile, or neither',
    ],
  ])('%j', (text, words) => {
    const told = refusal(text);
    expect(told).toHaveLength(1);
    if (typeof words === 'string') expect(told[0]).toBe(words);
    else expect(told[0]).toMatch(words);
  });

  it('of many problems, the first eight are told', () => {
    const told = refusal(`version: 1\nfolders:\n${'  - { fold: x }\n'.repeat(6)}`);
    expect(told).toHaveLength(9);
    expect(told.at(-1)).toBe('and 4 more');
  });
});

describe('the paths of a config file', () => {
  const write = async (text: string): Promise<{ folder: string; file: string }> => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'solarproof-import.yaml');
    await writeFile(file, text);
    return { folder, file };
  };

  it('count from its folder; only files of secrets may begin with $CREDENTIALS_DIRECTORY', async () => {
    const { folder, file } = await write(`version: 1
stateDir: state
log: { folder: ../logs }
notify:
  webhook: { url: https://example.com/x, secretFile: $CREDENTIALS_DIRECTORY/hook }
  email:
    to: [a@example.com]
    from: b@example.com
    smtp: { host: mail, user: u, passwordFile: secrets/mail }
folders:
  - { folder: $HOME/~, apiKeyFile: $CREDENTIALS_DIRECTORY/key, mapping: saved one }
  - { folder: /srv/b, apiKeyFile: key, mapping: ours.yaml }
  - { folder: c, mapping: maps/ours, notify: { webhook: { url: https://example.com/x, secretFile: hook } } }
`);
    const at = (...names: readonly string[]): string => path.join(folder, ...names);
    const config = await readConfig(file, { CREDENTIALS_DIRECTORY: '/run/credentials/it', HOME: '/root' });
    expect(config).toMatchObject({
      stateDir: at('state'),
      log: { folder: path.join(path.dirname(folder), 'logs') },
      notify: {
        webhook: { secretFile: path.resolve('/run/credentials/it/hook') },
        email: { smtp: { passwordFile: at('secrets', 'mail') } },
      },
      folders: [
        {
          folder: at('$HOME', '~'),
          apiKeyFile: path.resolve('/run/credentials/it/key'),
          mapping: 'saved one',
        },
        { folder: path.resolve('/srv/b'), apiKeyFile: at('key'), mapping: at('ours.yaml') },
        { folder: at('c'), mapping: at('maps', 'ours'), notify: { webhook: { secretFile: at('hook') } } },
      ],
    });
  });

  it('cannot be known where CREDENTIALS_DIRECTORY is used and not set', async () => {
    const { file } = await write(oneFolder('apiKeyFile: $CREDENTIALS_DIRECTORY/key'));
    await expect(readConfig(file, {})).rejects.toMatchObject({
      code: 'CREDENTIALS_DIRECTORY_MISSING',
      message: 'The config file names $CREDENTIALS_DIRECTORY/key, but CREDENTIALS_DIRECTORY is not set.',
    });
  });

  it.each([
    [['a', './a/'], 'folders, 2, folder: is the same as that of folders, 1'],
    [['b', 'a', 'a/b/c'], 'folders, 3, folder: lies inside that of folders, 2'],
    [['a/b', 'a'], 'folders, 2, folder: holds that of folders, 1'],
  ])('of folders may not overlap: %j', async (folders, words) => {
    const { file } = await write(
      JSON.stringify({ version: 1, folders: folders.map((folder) => ({ folder })) }),
    );
    await expect(readConfig(file, {})).rejects.toMatchObject({
      code: 'CONFIG_FILE_INVALID',
      hints: [words, expect.any(String)],
    });
  });

  it('of folders may begin alike, and lie in one whose name begins with dots', async () => {
    const { file } = await write('version: 1\nfolders: [{ folder: a }, { folder: ab }, { folder: ..a }]');
    expect((await readConfig(file, {})).folders).toHaveLength(3);
  });
});

describe('a config file that cannot be read', () => {
  it('is a matter of settings: one that is not there, a folder, one that is far too large', async () => {
    const folder = await temporaryFolder();
    const none = path.join(folder, 'none.yaml');
    await expect(readConfig(none, {})).rejects.toMatchObject({
      code: 'CONFIG_FILE_UNREADABLE',
      message: `The config file ${none} cannot be read (ENOENT).`,
    });
    await expect(readConfig(folder, {})).rejects.toMatchObject({ code: 'CONFIG_FILE_UNREADABLE' });
    const large = path.join(folder, 'large.yaml');
    await writeFile(large, '#'.repeat(2_000_001));
    await expect(readConfig(large, {})).rejects.toMatchObject({ code: 'CONFIG_FILE_INVALID' });
  });
});
