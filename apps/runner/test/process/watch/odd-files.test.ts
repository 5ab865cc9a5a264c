import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildTable } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, goodRow, WatchedShare } from './watched-share.js';

const run = promisify(execFile);

/** Makes a file unmovable, as one that is open in Excel is on Windows. @returns what lets it go; `undefined` where nothing can hold it */
async function hold(file: string): Promise<(() => Promise<unknown>) | undefined> {
  if (process.getuid?.() === 0)
    return run('chattr', ['+i', file]).then(
      () => () => run('chattr', ['-i', file]),
      () => undefined,
    );
  if (process.platform === 'win32') return undefined;
  await chmod(file, 0o000);
  return () => chmod(file, 0o644);
}

const workbook = buildTable([
  ['First Name', 'Surname', 'Email', 'Mobile', 'Type'],
  ...Array.from({ length: 50 }, (_, index) => goodRow(`cut-${index}`).split(',')),
]);

describe.concurrent('a file that cannot be imported', () => {
  it('holds up no other, and lies in failed with a note in plain words', async () => {
    await WatchedShare.during(async (share) => {
      const bad: Record<string, [content: string | Uint8Array, words: string]> = {
        'contract.pdf': ['%PDF-1.4 nothing', 'This is a PDF'],
        'columns.csv': ['First Name,Fax\nJo,123\n', 'NAME'],
        'letter.csv': ['Dear Jo,\n\nno table here.\n'.repeat(3), 'NAME'],
      };
      await share.put('before.csv', customersOf('before'));
      for (const [name, [content]] of Object.entries(bad)) await share.put(name, content);
      await share.put('after.csv', customersOf('after'));
      const pass = await share.once();
      expect(pass.code, pass.stdout).toBe(4);
      for (const [name, [content, words]] of Object.entries(bad)) {
        const note = await share.read(`failed/${name}.error.txt`);
        expect(note).toContain(`${name}: `);
        expect(note.replaceAll(/\s+/g, ' ')).toContain(words.replace('NAME', name));
        expect(note.replaceAll(/\s+/g, ' ')).toContain('Nothing was sent. Put the mended file into inbox');
        expect(note).not.toMatch(/undefined|\[object|Error:| at .*\.js/);
        expect(await share.read(`failed/${name}`)).toBe(Buffer.from(content).toString());
      }
      expect(share.emails()).toEqual([...emailsOf('after'), ...emailsOf('before')]);
      expect(await share.tree()).toEqual(
        [
          ...['after', 'before'].flatMap((name) => [`done/${name}.csv`, `done/${name}.result.xlsx`]),
          ...Object.keys(bad).flatMap((name) => [`failed/${name}`, `failed/${name}.error.txt`]),
        ].toSorted(),
      );
    });
  });

  it('as it is empty or cut off stays in the inbox until patience ends, and is then refused', async () => {
    await WatchedShare.during(async (share) => {
      const words = ['--still', '0.05'];
      await share.put('empty.csv', '');
      await share.put('cut.xlsx', workbook.subarray(0, workbook.length - 200));
      await share.put('old.xls', oldOffice());
      const watch = share.watch(words);
      await watch.until('waiting-for', 3);
      expect(await share.tree()).toEqual(['inbox/cut.xlsx', 'inbox/empty.csv', 'inbox/old.xls']);
      await share.put('good.csv', customersOf('good'));
      await watch.until('file-done');
      await watch.until('file-failed', 3);
      expect(await share.tree()).toEqual([
        'done/good.csv',
        'done/good.result.xlsx',
        'failed/cut.xlsx',
        'failed/cut.xlsx.error.txt',
        'failed/empty.csv',
        'failed/empty.csv.error.txt',
        'failed/old.xls',
        'failed/old.xls.error.txt',
      ]);
      expect(await share.read('failed/empty.csv.error.txt')).toContain('empty');
      expect(share.emails()).toEqual(emailsOf('good'));
    });
  });

  it('as it is held by another program waits with a note beside it, holds up no other, and is taken once it is free', async ({
    skip,
  }) => {
    await WatchedShare.during(async (share) => {
      await share.put('open.csv', customersOf('open'));
      const release = await hold(share.file('inbox/open.csv'));
      if (release === undefined) return skip('nothing here can hold a file');
      try {
        const watch = share.watch();
        await share.put('other.csv', customersOf('other'));
        await watch.until('file-done');
        await watch.until('waiting-for');
        expect(await share.tree()).toEqual([
          'done/other.csv',
          'done/other.result.xlsx',
          'inbox/open.csv',
          'inbox/open.csv.waiting.txt',
        ]);
        expect(await share.read('inbox/open.csv.waiting.txt')).toContain('open.csv: ');
        await release();
        await watch.until('file-done', 2);
        expect(await share.tree('inbox')).toEqual([]);
        expect(share.emails()).toEqual([...emailsOf('open'), ...emailsOf('other')]);
      } finally {
        await release().catch(() => undefined);
      }
    });
  });

  it('as it is held in review when it was approved holds up no other', async ({ skip }) => {
    await WatchedShare.during(async (share) => {
      const words = ['--review-over', '2'];
      await share.put('held.csv', customersOf('held'));
      await share.once(words);
      const release = process.getuid?.() === 0 ? await hold(share.file('review/held.csv')) : undefined;
      if (release === undefined) return skip('nothing here can hold a file');
      try {
        expect((await share.run(['watch', 'approve', 'held.csv'])).code).toBe(0);
        const watch = share.watch(words);
        await share.put('small.csv', customersOf('small', 2));
        await watch.until('file-done');
        expect(share.emails()).toEqual(emailsOf('small', 2));
        await release();
        await watch.until('file-done', 2);
        expect(share.emails()).toEqual([...emailsOf('held'), ...emailsOf('small', 2)]);
        expect(await share.leftOvers()).toEqual([]);
      } finally {
        await release().catch(() => undefined);
      }
    });
  });
});

describe.concurrent('a list with a name', () => {
  it('that is odd, long, or like another but for its letters is imported under it', async () => {
    await WatchedShare.during(async (share) => {
      const names = [
        `it's "quoted" & <odd> $(x) %41;.csv`,
        'zweite Liste — Kündigungen №7 🏡.csv',
        'ünicode.csv', // as macOS writes it
        'two\nlines\tand more.csv',
        '-n.csv',
        'CON.csv',
        ' spaces .csv',
        'no ending',
        'Customers.csv',
        'CUSTOMERS.CSV',
        'customers.csv',
        `${'l'.repeat(236)}.csv`,
        `${'é'.repeat(118)}.csv`,
        `${'m'.repeat(251)}.csv`,
        '*.csv',
        String.raw`back\slash.csv`,
      ].filter((name) => process.platform !== 'win32' || !/["<>\n\t*\\?|]|^CON/.test(name));
      for (const [index, name] of names.entries()) await share.put(name, customersOf(`odd-${index}`, 1));
      const pass = await share.once();
      expect(pass.code, pass.stderr).toBe(0);
      expect(share.emails()).toEqual(names.flatMap((_, index) => emailsOf(`odd-${index}`, 1)).toSorted());
      const tree = (await share.tree()).map((name) => path.posix.relative('done', name));
      expect(tree).toHaveLength(names.length * 2);
      expect(tree).toEqual(expect.arrayContaining(names));
      expect(await share.leftOvers()).toEqual([]);
    });
  });

  it('that is as long as a name may be is refused with whatever note there is room for', async () => {
    await WatchedShare.during(async (share) => {
      const names = [`${'n'.repeat(251)}.csv`, `${'o'.repeat(236)}.csv`, `${'p'.repeat(100)}.csv`];
      for (const name of names) await share.put(name, `%PDF-1.4 ${name}`);
      expect((await share.once()).code).toBe(4);
      const tree = await share.tree();
      for (const name of names) expect(tree).toContain(`failed/${name}`);
      expect(tree).toContain(`failed/${names[2]}.error.txt`);
      expect(await share.leftOvers()).toEqual([]);
      expect(await share.tree('inbox')).toEqual([]);
    });
  });
});

/** The head of a workbook of Excel 97 to 2003. */
function oldOffice(): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return bytes;
}
