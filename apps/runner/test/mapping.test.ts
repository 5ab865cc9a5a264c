import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandFolder, listOf, type CommandFolder } from './command-folder.js';

const odd =
  'Klient,Ruf,E-post,Sort\nJane Citizen,0491570006,jane@example.com,Dom\nAl Ko,0491570156,al@example.com,Biz\n';
const mapping = `version: 1
columns:
  Klient: fullname
  Ruf: mobile
  E-post: email
  Sort: { feeds: type, values: { Dom: RESIDENTIAL, Biz: COMMERCIAL } }
`;

let folder: CommandFolder;

beforeEach(async () => {
  folder = await commandFolder();
  await folder.write('list.csv', odd);
});

describe('a list whose columns are not known', () => {
  it('ends with 3, and a mapping to fill in beside it, never over one that is there', async () => {
    const { exitCode, stderr } = await folder.call(['check', folder.file('list.csv')]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('perhaps   E-post is Email: 100 % of its values are e-mail addresses');
    expect(stderr).toContain('A mapping to fill in was written: list.map.yaml.');
    const written = await folder.read('list.map.yaml');
    expect(written).toContain('Ruf: ignore # column B; perhaps phone: 100 % of its values are phone numbers');
    expect(written).not.toContain('jane@example.com');
    await folder.write('list.map.yaml', 'mine');
    await folder.call(['check', folder.file('list.csv')]);
    expect(await folder.read('list.map.yaml')).toBe('mine');
    expect(await folder.read('list (2).map.yaml')).toBe(written);
  });

  it('is imported with a mapping, which the next command repeats', async () => {
    const file = await folder.write('my.map.yaml', mapping);
    const { exitCode, stdout } = await folder.call(['check', folder.file('list.csv'), '--mapping', file]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('2 rows, 2 ready');
    expect(stdout).toContain('type: value replaced as the mapping says');
    expect(stdout).toContain('--mapping my.map.yaml');
  });

  it('is imported again without a word once its mapping is saved, also with its columns in another order', async () => {
    const file = await folder.write('my.map.yaml', mapping);
    const saved = await folder.call(['map', folder.file('list.csv'), '--mapping', file, '--save', 'ours']);
    expect(saved.exitCode).toBe(0);
    expect(await readdir(path.join(folder.stateDir, 'profiles'))).toEqual(['ours.map.yaml']);
    const other = await folder.write(
      'other.csv',
      'SORT,E-post,Ruf,klient\nDom,bo@example.com,0491570157,Bo Lee\n',
    );
    const { exitCode, stdout } = await folder.call(['check', other], { terminal: true });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('mapping "ours", saved for these labels');
  });

  it('without labels is imported by the letters of its columns', async () => {
    const list = await folder.write(
      'bare.csv',
      'Jane,Citizen,jane@example.com,0491570006\nAl,Ko,al@example.com,0491570156\n',
    );
    const refused = await folder.call(['check', list, '--set', 'type=RESIDENTIAL']);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain('the list has no header: row 1 looks like a customer');
    const draft = await folder.read('bare.map.yaml');
    expect(draft).toContain('headerRow: 0');
    const filled = draft
      .replace(/A: ignore/, 'A: firstname')
      .replace(/B: ignore/, 'B: surname')
      .replace(/C: ignore/, 'C: email')
      .replace(/D: ignore/, 'D: phone');
    const file = await folder.write('bare.map.yaml', filled);
    const { exitCode, stdout } = await folder.call(['check', list, '--mapping', file]);
    expect(stdout).toContain('2 rows, 2 ready');
    expect(exitCode).toBe(0);
  });
});

describe('a mapping that is wrong', () => {
  it.each([
    ['version: 1\ncolumns: { Ruf: fone }', 2, 'did you mean "phone"?'],
    [
      'version: 1\ncolumns: { Phone: phone }',
      3,
      'the mapping names a column "Phone", and the list has none.',
    ],
  ])('%j ends with %i, and writes nothing', async (text, code, words) => {
    const file = await folder.write('my.map.yaml', text);
    const { exitCode, stderr } = await folder.call(['check', folder.file('list.csv'), '--mapping', file]);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(words);
    expect(stderr).toContain('Nothing was sent.');
    await expect(folder.read('list.map.yaml')).rejects.toThrow();
  });
});

describe('inspect', () => {
  it('shows columns, samples and what would be sent, and writes nothing', async () => {
    const file = await folder.write('my.map.yaml', mapping);
    const { exitCode, stdout } = await folder.call(['inspect', folder.file('list.csv'), '--mapping', file]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('list.csv   header in row 1, 2 rows\n');
    expect(stdout).toMatch(/ {2}A {2}Klient {2}full name {2}Jane Citizen \| Al Ko\n/);
    expect(stdout).toContain(
      'row 2  firstname=Jane  surname=Citizen  email=jane@example.com  phone1=0491570006',
    );
    expect(await readdir(path.dirname(folder.file('x')))).toEqual(
      expect.not.arrayContaining(['list.check.xlsx']),
    );
  });

  it('says what is missing, and ends with 0 all the same', async () => {
    const { exitCode, stdout } = await folder.call(['inspect', folder.file('list.csv')]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing feeds First Name, Surname, Email, Phone 1, Type');
  });

  it('tells programs the same as JSON', async () => {
    const { stdout } = await folder.call(['inspect', folder.file('list.csv'), '--json']);
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({
      event: 'inspection',
      rows: 2,
      columns: [{ name: 'Klient', samples: ['Jane Citizen', 'Al Ko'] }, {}, {}, {}],
    });
  });
});

describe('map', () => {
  it('prints a mapping file where there is no terminal', async () => {
    const { exitCode, stdout } = await folder.call(['map', await folder.write('good.csv', listOf(1))]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# How the columns/);
    expect(stdout).toContain('  Email: email\n');
  });

  it('saves to a file, which says what was given by flags', async () => {
    const target = folder.file('saved.map.yaml');
    const { stdout } = await folder.call([
      'map',
      folder.file('list.csv'),
      '--set',
      'type=RESIDENTIAL',
      '--save',
      target,
    ]);
    expect(stdout).toContain('Saved    saved.map.yaml');
    expect(await folder.read('saved.map.yaml')).toContain('set:\n  type: RESIDENTIAL');
  });
});

describe('a run with a mapping', () => {
  it('keeps it: a resume needs no flag, and refuses another', async () => {
    const file = await folder.write('my.map.yaml', mapping);
    const run = await folder.call(['run', folder.file('list.csv'), '--mapping', file, '--sandbox', '--yes']);
    expect(run.exitCode).toBe(0);
    await folder.write('my.map.yaml', 'version: 1');
    const same = await folder.call(['resume', '--mapping', file]);
    expect(same.exitCode).toBe(0);
    const other = await folder.call(['resume', '--mapping', folder.file('other.yaml')]);
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('--mapping would change them');
    expect((await folder.call(['resume', '--recase'])).exitCode).toBe(2);
    expect((await folder.call(['results'])).exitCode).toBe(0);
  });
});
