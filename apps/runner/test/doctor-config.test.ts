import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { configText, type Config, type FolderConfig } from '@solarproof-import/watch';
import { beforeEach, describe, expect, it } from 'vitest';
import { letterFindings, timeFindings } from '../src/commands/doctor/folder-findings.js';
import { otherVolumes } from '../src/commands/doctor/probe-folder.js';
import { commandFolder, type CommandFolder } from './command-folder.js';

const nowhere = 'http://127.0.0.1:1/apidata.php';
let folder: CommandFolder;
let lists: string;

beforeEach(async () => {
  folder = await commandFolder();
  lists = folder.file('lists');
  await mkdir(lists);
});

const oneLine = (words: string): string => words.replaceAll(/\s+/g, ' ');

/** What the doctor tells of a config, each finding on one line. */
async function prove(
  said: Partial<Config> & { readonly folders: readonly FolderConfig[] },
  env: Record<string, string> = {},
): Promise<{ exitCode: number; told: string }> {
  const config: Config = { version: 1, ...said, folders: [...said.folders] };
  const file = await folder.write('solarproof-import.yaml', configText(config));
  const { exitCode, stdout } = await folder.call(['doctor', '--config', file], { env });
  return { exitCode, told: oneLine(stdout) };
}

describe('doctor --config', () => {
  it('looks at everything that a watch needs, leaves nothing behind, and ends with 0', async () => {
    await mkdir(path.join(lists, 'inbox'));
    await mkdir(path.join(lists, 'processing'));
    await writeFile(folder.file('ours.yaml'), 'version: 1\ncolumns: { Ruf: phone }\n');
    const config = { folder: lists, sandbox: true, mapping: folder.file('ours.yaml'), schedule: '@daily' };
    const file = await folder.write('x.yaml', configText({ version: 1, folders: [config] }));
    const { exitCode, stdout } = await folder.call(['doctor', '--config', file]);
    expect(exitCode, stdout).toBe(0);
    expect(stdout.match(/^.{4} \S+(?: \S+)?(?= {2})/gm)).toEqual([
      'ok   Node',
      'ok   Config file',
      'ok   State directory',
      'ok   Disk',
      'ok   Journal',
      'ok   Clock',
      'ok   Folder',
      'ok   Mapping',
      'ok   Schedule',
      'ok   API key',
      'ok   Solar Proof',
    ]);
    expect(oneLine(stdout)).toContain(
      'lists: files can be made, moved from inbox to processing, and removed',
    );
    expect(stdout).toMatch(/\n\nA watch can start\.\n$/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect((await readdir(lists, { recursive: true })).sort()).toEqual(['inbox', 'processing']);
  });

  it('tells each finding as an event', async () => {
    const file = await folder.write(
      'x.yaml',
      configText({ version: 1, folders: [{ folder: lists, sandbox: true }] }),
    );
    const { stdout } = await folder.call(['doctor', '--config', file, '--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(events).toContainEqual(expect.objectContaining({ event: 'finding', ok: true, what: 'Folder' }));
  });

  it('is content with a folder that can be made, and makes it not', async () => {
    const { exitCode, told } = await prove({ folders: [{ folder: folder.file('new'), sandbox: true }] });
    expect(told).toContain('ok Folder new is not there yet, and can be made');
    expect(exitCode).toBe(0);
    expect(await readdir(path.dirname(lists))).not.toContain('new');
  });

  it('proves each of several folders, and says what is wrong with which', async () => {
    const { exitCode, told } = await prove({
      folders: [
        { folder: lists, sandbox: true },
        { folder: folder.file('none/below'), sandbox: true },
        { folder: folder.file('other'), apiKeyFile: folder.file('no-key') },
      ],
    });
    expect(exitCode).toBe(2);
    expect(told).toContain('ok Config file solarproof-import.yaml, 3 folders');
    expect(told).toContain('ok Folder lists: ');
    expect(told).toContain(
      'FAIL Folder none/below is not there, and the folder above it cannot be read and written (ENOENT)',
    );
    expect(told).toContain('FAIL Settings the file no-key cannot be read (ENOENT).');
    expect(told).toContain('Every list would have to wait: mend what is marked FAIL.');
  });
});

describe('a folder that cannot be worked in is told:', () => {
  const breaks: readonly (readonly [string, () => Promise<FolderConfig>, string | RegExp])[] = [
    [
      'a file where the folder should be',
      async () => ({ folder: await folder.write('file', '') }),
      'FAIL Folder file is a link or a file, and should be a folder',
    ],
    [
      'a folder below a file',
      async () => ({ folder: path.join(await folder.write('file', ''), 'lists') }),
      /FAIL Folder file.lists (?:cannot be reached \(ENOTDIR\)|is not there, and the folder above it cannot be read)/,
    ],
    [
      'a file where its inbox should be',
      async () => {
        await writeFile(path.join(lists, 'inbox'), '');
        return { folder: lists };
      },
      'FAIL Folder lists has inbox/, which is a link or a file, and should be a folder',
    ],
    [
      'a link that leads out of it',
      async () => {
        await mkdir(folder.file('elsewhere'));
        await symlink(folder.file('elsewhere'), path.join(lists, 'done'), 'junction');
        return { folder: lists };
      },
      'FAIL Folder lists has done/, which is a link or a file, and should be a folder',
    ],
    [
      'one in the state directory',
      () => Promise.resolve({ folder: path.join(folder.stateDir, 'lists') }),
      /FAIL Folder state.lists lies in the state directory state; watch another folder/,
    ],
    [
      'one that was watched and has lost its mark',
      async () => {
        await folder.withState((state) => state.store.deliveries.rememberMark(lists, '0123456789abcdef'));
        return { folder: lists };
      },
      'FAIL Folder lists has lost .solarproof-import: most likely the share is not mounted',
    ],
    [
      'one that was watched and is gone',
      async () => {
        const gone = folder.file('gone');
        await folder.withState((state) => state.store.deliveries.rememberMark(gone, '0123456789abcdef'));
        return { folder: gone };
      },
      'FAIL Folder gone was watched, and is not there: most likely the share is not mounted',
    ],
  ];

  it.each(breaks)('%s', async (_what, make, says) => {
    const { exitCode, told } = await prove({ folders: [{ ...(await make()), sandbox: true }] });
    expect(exitCode).toBe(2);
    if (typeof says === 'string') expect(told).toContain(says);
    else expect(told).toMatch(says);
    expect(told).toContain('ok Solar Proof');
  });

  it('a folder with the state directory in its inbox', async () => {
    const file = await folder.write(
      'x.yaml',
      configText({ version: 1, folders: [{ folder: lists, sandbox: true }] }),
    );
    const stateDir = path.join(lists, 'inbox', 'state');
    const { exitCode, stdout } = await folder.call(['doctor', '--config', file, '--state-dir', stateDir]);
    expect(exitCode).toBe(2);
    expect(oneLine(stdout)).toContain(
      'FAIL Folder lists holds the state directory in inbox/; name another one',
    );
  });

  it('one of which a place is another volume, to which no file can be moved in one step', () => {
    const volumes = new Map([
      ['inbox', 7],
      ['done', 8],
    ]);
    expect(otherVolumes(7, volumes)).toEqual([
      'has done/ on another volume, so that no file can be moved there in one step',
    ]);
    expect(otherVolumes(7, new Map([['inbox', 7]]))).toEqual([]);
  });

  it('a mapped drive of Windows, which a service does not see', () => {
    expect(letterFindings('Z:\\lists', '\\\\server\\share\\lists')).toEqual([
      {
        level: 'warning',
        what: 'Drive letter',
        found:
          'Z: is a mapped drive, which a service does not see. Name the folder as \\\\server\\share\\lists.',
      },
    ]);
    expect(letterFindings('C:\\lists', 'C:\\lists')).toEqual([]);
    expect(letterFindings('\\\\server\\share', '\\\\server\\share')).toEqual([]);
    expect(letterFindings('/srv/lists', '/mnt/lists')).toEqual([]);
  });

  it('a share whose clock is more than a minute off', () => {
    const now = new Date(2026, 10, 23, 10, 0, 0);
    const off = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
    expect(timeFindings(off(-90), now)).toEqual([
      {
        level: 'warning',
        what: 'Folder clock',
        found:
          'A file that was made just now is of 2026-11-23 09:58, and it is 2026-11-23 10:00 here. Set the clock of the one that is wrong.',
      },
    ]);
    for (const seconds of [-60, 0, 60]) expect(timeFindings(off(seconds), now)).toEqual([]);
    expect(timeFindings(undefined, now)).toEqual([]);
  });
});

describe('what a config file names is proven:', () => {
  it('a config file that is wrong', async () => {
    const file = await folder.write('x.yaml', 'version: 1\nfolders: [{ foldr: x }]');
    const { exitCode, stdout } = await folder.call(['doctor', '--config', file]);
    expect(exitCode).toBe(2);
    expect(oneLine(stdout)).toContain(
      'FAIL Config file The config file x.yaml is not understood. folders, 1, folder (line 2): is missing; expected a text folders, 1 (line 2): "foldr" is not known, did you mean "folder"?',
    );
  });

  it('one key for several accounts', async () => {
    const folders = [{ folder: lists }, { folder: folder.file('other'), account: 'west' }];
    const { exitCode, told } = await prove({ folders }, { SOLARPROOF_API_KEY: 'a-key' });
    expect(exitCode).toBe(2);
    expect(told).toContain('FAIL Config file SOLARPROOF_API_KEY gives one API key, but the folders');
  });

  it.each([
    [
      {},
      2,
      'FAIL API key from SOLARPROOF_API_KEY, another than the account "default" has had. If it is of the same',
    ],
    [
      { account: 'default' },
      2,
      'ok API key from SOLARPROOF_API_KEY, another than the account "default" has had; it is taken',
    ],
  ])(
    'a key other than the account has had, where the config says %j of the account',
    async (named, code, says) => {
      const account = { name: 'default', host: '127.0.0.1:1' };
      await folder.withState((state) => state.store.rememberKey(account, 'an-older-key'));
      const { exitCode, told } = await prove(
        { folders: [{ folder: lists, apiUrl: nowhere, ...named }] },
        { SOLARPROOF_API_KEY: 'a-key' },
      );
      expect(told).toContain(says);
      // Nobody answers there.
      expect(exitCode).toBe(code);
    },
  );

  it('a mapping that is none, and nobody who answers', async () => {
    await folder.write('ours.yaml', 'version: 1\ncolumns: { Ruf: fone }');
    const mapping = folder.file('ours.yaml');
    const { exitCode, told } = await prove(
      { folders: [{ folder: lists, mapping, apiUrl: nowhere }] },
      { SOLARPROOF_API_KEY: 'a-key' },
    );
    expect(exitCode).toBe(2);
    expect(told).toContain(
      'FAIL Mapping The mapping ours.yaml is not understood. columns, Ruf: nothing is called "fone"',
    );
    expect(told).toContain('FAIL Solar Proof 127.0.0.1:1 cannot be reached');
  });

  it.each([
    [204, 0, /ok Notices 127\.0\.0\.1:\d+ took a test/],
    [500, 2, /FAIL Notices 127\.0\.0\.1:\d+ did not take a test \(WEBHOOK_\w+\)/],
  ])('a webhook that answers %i to a signed test', async (status, code, says) => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const secretFile = await folder.write('hook', `${secret}\n`);
    const got: { signature: unknown; body: string }[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        got.push({ signature: request.headers['webhook-signature'], body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { exitCode, told } = await prove({
      folders: [{ folder: lists, sandbox: true, account: 'east' }],
      notify: { webhook: { url: `http://127.0.0.1:${port}/hook`, secretFile } },
    });
    server.close();
    expect(told).toMatch(says);
    expect(exitCode).toBe(code);
    expect(got).toEqual([{ signature: expect.stringMatching(/^v1,/), body: expect.any(String) }]);
    expect(got[0]?.body).toContain('east at sandbox');
    expect(told).not.toContain(secret);
  });

  it('the secret of a webhook that is not there', async () => {
    const secretFile = folder.file('none');
    const { exitCode, told } = await prove({
      folders: [
        { folder: lists, sandbox: true, notify: { webhook: { url: 'https://example.com', secretFile } } },
      ],
    });
    expect(exitCode).toBe(2);
    expect(told).toContain('FAIL Notices The secret in none cannot be read (ENOENT).');
  });

  it('solarproof-import.yaml where --config names none', async () => {
    const { exitCode, stdout } = await folder.call(['doctor', '--config']);
    expect(exitCode).toBe(2);
    expect(oneLine(stdout)).toContain(
      'FAIL Config file The config file solarproof-import.yaml cannot be read (ENOENT).',
    );
  });
});

it('what init writes, the doctor proves', async () => {
  const file = folder.file('made.yaml');
  await folder.call(['init', file, '--folder', lists, '--sandbox']);
  expect((await folder.call(['doctor', '--config', file])).exitCode).toBe(0);
  expect(await readFile(file, 'utf8')).toContain('sandbox: true');
});
