import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { markName, placeNames } from './layout.js';
import { openFolder, readMark, type FolderStanding, type OpenFolderOptions } from './open-folder.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let root = '';
let marks: Map<string, string>;

beforeEach(async () => {
  root = path.join(await temporaryFolder(), 'watched');
  marks = new Map();
});

const deliveries: OpenFolderOptions['deliveries'] = {
  markOf: (folder) => Promise.resolve(marks.get(folder)),
  pathsOf: (mark) => Promise.resolve([...marks].flatMap(([folder, own]) => (own === mark ? [folder] : []))),
  rememberMark: (folder, mark) => {
    marks.set(folder, mark);
    return Promise.resolve();
  },
};

const open = (options: { adopt?: boolean } = {}): Promise<FolderStanding> =>
  openFolder(root, { deliveries, ...options });

async function markNow(): Promise<string> {
  const standing = await open();
  if (standing.kind !== 'here') throw new Error(standing.code);
  return standing.mark;
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('a watched folder', () => {
  it('is made at the first start, with its places and a mark that says what it is', async () => {
    const mark = await markNow();
    expect(mark).toMatch(/^[0-9a-f]{16}$/);
    expect((await fs.readdir(root)).toSorted()).toEqual([markName, ...placeNames].toSorted());
    expect(marks.get(root)).toBe(mark);
    const text = await fs.readFile(path.join(root, markName), 'utf8');
    expect(text).toBe(
      `solarproof-import watches this folder, and knows it again by this file. Leave it here.\r\nmark: ${mark}\r\n`,
    );
  });

  it('may be there before, with files of others in it', async () => {
    await fs.mkdir(path.join(root, 'inbox'), { recursive: true });
    await fs.writeFile(path.join(root, 'inbox', 'a.csv'), 'Email\n');
    await markNow();
    expect(await fs.readdir(path.join(root, 'inbox'))).toEqual(['a.csv']);
  });

  it('is known again, also from another path, and gets back a place that is missing', async () => {
    const mark = await markNow();
    await fs.rm(path.join(root, 'done'), { recursive: true });
    expect(await markNow()).toBe(mark);
    expect(await fs.readdir(root)).toContain('done');
    const moved = `${root} moved`;
    await fs.rename(root, moved);
    root = moved;
    expect(await markNow()).toBe(mark);
    expect(marks.get(moved)).toBe(mark);
  });

  it('may have a mark whose lines were made into others', async () => {
    const mark = await markNow();
    await fs.writeFile(path.join(root, markName), `watched\nmark: ${mark}\n`);
    expect(await markNow()).toBe(mark);
  });
});

describe('a watched folder that lost its mark', () => {
  beforeEach(async () => {
    await markNow();
    await fs.rm(root, { recursive: true });
    await fs.mkdir(root);
  });

  it('is away, and not touched: its share may not be mounted', async () => {
    expect(await open()).toMatchObject({ kind: 'away', code: 'FOLDER_LOST_MARK' });
    expect(await fs.readdir(root)).toEqual([]);
  });

  it('is adopted only when a person says so, under the mark that its deliveries are known by', async () => {
    const before = marks.get(root);
    expect(await open({ adopt: true })).toMatchObject({ kind: 'here' });
    expect(await markNow()).toBe(before);
  });

  it('is away where the mark is damaged, and can be adopted for good then', async () => {
    await fs.writeFile(path.join(root, markName), '');
    expect(await open()).toMatchObject({ kind: 'away', code: 'FOLDER_LOST_MARK' });
    expect(await open({ adopt: true })).toMatchObject({ kind: 'here' });
    expect(await open()).toMatchObject({ kind: 'here' });
  });
});

describe('a folder that cannot be watched', () => {
  it.each([
    ['a file', (place: string) => fs.writeFile(place, '')],
    ['a link to a folder', async (place: string) => fs.symlink(await temporaryFolder(), place)],
    ['a link to nowhere', (place: string) => fs.symlink('nowhere', place)],
  ])('because a place is %s is away, with its path', async (_, make) => {
    await fs.mkdir(root);
    await make(path.join(root, 'done'));
    const standing = await open();
    expect(standing).toMatchObject({ kind: 'away', code: 'FOLDER_PLACE_TAKEN' });
    expect(standing).toHaveProperty('message', expect.stringContaining(path.join(root, 'done')));
  });

  it('because nothing is above it is away, and nothing is made above it', async () => {
    root = path.join(root, 'below', 'nothing');
    expect(await open()).toMatchObject({ kind: 'away', code: 'FOLDER_UNREACHABLE' });
    await expect(fs.lstat(path.dirname(root))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('because it is a file is away', async () => {
    await fs.writeFile(root, '');
    expect(await open()).toMatchObject({ kind: 'away', code: 'FOLDER_UNREACHABLE' });
  });

  it.each(['EIO', 'EACCES', 'ESTALE', 'EHOSTDOWN'])(
    'because the share says %s is away, with the code',
    async (code) => {
      await markNow();
      vi.spyOn(fs, 'open').mockRejectedValue(failure(code));
      expect(await open()).toMatchObject({ message: expect.stringContaining(`(${code})`) });
    },
  );

  it('says what the store says, which is no trouble of the folder', async () => {
    const failing = { ...deliveries, markOf: () => Promise.reject(new Error('the store')) };
    await expect(openFolder(root, { deliveries: failing })).rejects.toThrow('the store');
  });
});

describe('a folder that was copied, mark and all', () => {
  it("is not watched before it has a mark of its own: its files would be taken for the other one's", async () => {
    await markNow();
    const copy = `${root} copy`;
    await fs.cp(root, copy, { recursive: true });
    expect(await openFolder(copy, { deliveries })).toMatchObject({ kind: 'away', code: 'FOLDER_COPIED' });
    await fs.rm(path.join(copy, markName));
    const standing = await openFolder(copy, { deliveries });
    expect(standing).toMatchObject({ kind: 'here' });
    expect(standing).not.toEqual({ kind: 'here', mark: await markNow() });
  });

  it('is the same one where it was only moved, or goes by another path', async () => {
    const mark = await markNow();
    await fs.rename(root, `${root} moved`);
    expect(await openFolder(`${root} moved`, { deliveries })).toEqual({ kind: 'here', mark });
    await fs.symlink(`${root} moved`, `${root} linked`);
    expect(await openFolder(`${root} linked`, { deliveries })).toEqual({ kind: 'here', mark });
  });

  it('has no mark where that is a pipe, which would be waited for without end', async () => {
    await markNow();
    await fs.rm(path.join(root, markName));
    execFileSync('mkfifo', [path.join(root, markName)]);
    expect(await open()).toMatchObject({ kind: 'away' });
  });
});

describe('two watchers that start at once', () => {
  it('agree on one mark', async () => {
    const others = new Map<string, string>();
    const other: OpenFolderOptions['deliveries'] = {
      markOf: (folder) => Promise.resolve(others.get(folder)),
      pathsOf: () => Promise.resolve([]),
      rememberMark: (folder, mark) => Promise.resolve(void others.set(folder, mark)),
    };
    const both = await Promise.all(
      Array.from({ length: 6 }, (_, at) => openFolder(root, { deliveries: at % 2 ? other : deliveries })),
    );
    expect(
      new Set(both.map((standing) => (standing.kind === 'here' ? standing.mark : standing.code))),
    ).toEqual(new Set([await readMark(root)]));
    expect((await fs.readdir(root)).toSorted()).toEqual([markName, ...placeNames].toSorted());
  });

  it.each(['before', 'after'])(
    'agree also where one is faster, just %s the mark of the other is there',
    async (when) => {
      const { link } = await vi.importActual<typeof fs>('node:fs/promises');
      let seen: FolderStanding | undefined;
      const never = { ...deliveries, markOf: () => Promise.resolve(undefined) };
      vi.spyOn(fs, 'link').mockImplementationOnce(async (...names) => {
        if (when === 'after') await link(...names);
        seen = await openFolder(root, { deliveries: never });
        if (when === 'before') await link(...names);
      });
      const mark = await markNow();
      expect(seen).toEqual({ kind: 'here', mark });
      expect((await fs.readdir(root)).toSorted()).toEqual([markName, ...placeNames].toSorted());
    },
  );
});
