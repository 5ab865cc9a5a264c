import { appendFile, open, readFile, rename, symlink, mkdir, utimes, writeFile } from 'node:fs/promises';
import { buildTable } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, goodRow, WatchedShare } from './watched-share.js';

/** A workbook of good customers of its own. */
export function workbookOf(of: string, count = 3): Uint8Array {
  const rows = Array.from({ length: count }, (_, index) => goodRow(`${of}-${index + 1}`).split(','));
  return buildTable([['First Name', 'Surname', 'Email', 'Mobile', 'Type'], ...rows]);
}

describe.concurrent('a list that is still being copied', () => {
  it('in pieces that each end with a row is taken when the last of them is there', async () => {
    await WatchedShare.during(async (share) => {
      const rows = customersOf('slow', 6).split(/(?<=\n)/);
      const watch = share.watch();
      await watch.until('watch-started');
      await share.polled(1);
      for (const row of rows) {
        await appendFile(share.file('inbox/slow.csv'), row);
        await share.polled(2);
        expect(watch.told('file-taken')).toEqual([]);
      }
      share.keep(rows.join(''));
      await watch.until('file-done');
      expect(share.emails()).toEqual(emailsOf('slow', 6));
      expect(await share.tree()).toEqual(['done/slow.csv', 'done/slow.result.xlsx']);
      expect((await watch.stop()).code).toBe(0);
    });
  });

  it('and rests in the middle of a cell stays in the inbox until the rest has come', async () => {
    await WatchedShare.during(async (share) => {
      const [first, last] = [
        `${customersOf('rest', 2)}"Jo`,
        `",Zitizen,rest-3@example.com,0491570006,Residential\n`,
      ];
      const watch = share.watch();
      await writeFile(share.file('inbox/rest.csv'), first);
      await watch.until('waiting-for');
      await share.polled(8);
      expect(await share.tree()).toEqual(['inbox/rest.csv']);
      await appendFile(share.file('inbox/rest.csv'), last);
      share.keep(first + last);
      await watch.until('file-done');
      expect(share.emails()).toEqual(emailsOf('rest', 3));
    });
  });

  it('under another name and renamed at the end is taken once it has its own', async () => {
    await WatchedShare.during(async (share) => {
      const watch = share.watch();
      const part = share.file('inbox/customers.csv.part');
      await writeFile(part, customersOf('renamed'));
      await watch.until('watch-started');
      await share.polled(8);
      expect(await share.tree()).toEqual(['inbox/customers.csv.part']);
      await rename(part, share.file('inbox/customers.csv'));
      share.keep(customersOf('renamed'));
      await watch.until('file-done');
      expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
      expect(share.emails()).toEqual(emailsOf('renamed'));
    });
  });

  it.each([
    ['a CSV', 'sparse.csv', Buffer.from(customersOf('sparse', 400))],
    ['a workbook', 'sparse.xlsx', Buffer.from(workbookOf('sparse', 400))],
  ])('with its full size shown at once, %s is taken when its bytes are there', async (_, name, whole) => {
    await WatchedShare.during(async (share) => {
      const file = share.file(`inbox/${name}`);
      const time = new Date();
      const copy = await open(file, 'w');
      const fill = async (from: number, to: number): Promise<void> => {
        await copy.write(whole, from, to - from, from);
        await utimes(file, time, time);
      };
      try {
        await copy.truncate(whole.length);
        await utimes(file, time, time);
        const watch = share.watch();
        await watch.until('waiting-for');
        await fill(0, 3_000);
        await share.polled(6);
        expect(await share.tree()).toEqual([`inbox/${name}`]);
        await fill(3_000, whole.length);
        share.keep(whole);
        await watch.until('file-done');
        expect(share.emails()).toEqual(emailsOf('sparse', 400));
      } finally {
        await copy.close();
      }
    });
  });

  it('into a file of blank lines, with its date kept, is taken once two polls have read the same', async () => {
    await WatchedShare.during(async (share) => {
      const file = share.file('inbox/filled.csv');
      const whole = customersOf('filled', 6);
      const time = new Date();
      const rows = whole.split(/(?<=\n)/);
      await writeFile(file, `${rows[0] ?? ''}${'\n'.repeat(whole.length - (rows[0] ?? '').length)}`);
      await utimes(file, time, time);
      const watch = share.watch(['--poll', '0.6']);
      await watch.until('watch-started');
      const copy = await open(file, 'r+');
      try {
        await share.polled(2);
        for (let end = 2; end <= rows.length; end += 1) {
          await copy.write(rows.slice(0, end).join(''), 0);
          await utimes(file, time, time);
          if (end < rows.length) await share.polled(1);
          expect(watch.told('file-taken')).toEqual([]);
        }
      } finally {
        await copy.close();
      }
      share.keep(whole);
      await watch.until('file-done');
      expect(share.emails()).toEqual(emailsOf('filled', 6));
    });
  });

  it('by a program that writes a marker last is taken once the marker is there', async () => {
    await WatchedShare.during(async (share) => {
      const watch = share.watch(['--require-marker', '{name}.ready']);
      await share.put('customers.csv', customersOf('marked'));
      await share.put('never.csv', customersOf('never'));
      await watch.until('watch-started');
      await share.polled(8);
      expect(watch.told('file-taken')).toEqual([]);
      await writeFile(share.file('inbox/customers.csv.ready'), '');
      await watch.until('file-done');
      await share.polled(8);
      expect(await share.tree()).toEqual([
        'done/customers.csv',
        'done/customers.result.xlsx',
        'inbox/never.csv',
      ]);
      expect(share.emails()).toEqual(emailsOf('marked'));
    });
  });
});

describe.concurrent('an inbox', () => {
  it('takes lists as old as the first spreadsheet and from a clock that is years ahead', async () => {
    await WatchedShare.during(async (share) => {
      for (const [name, date] of [
        ['past', '1981-03-02'],
        ['future', '2099-03-02'],
      ] as const) {
        await share.put(`${name}.csv`, customersOf(name));
        await utimes(share.file(`inbox/${name}.csv`), new Date(date), new Date(date));
      }
      expect((await share.once()).code).toBe(0);
      expect(await share.tree()).toEqual([
        'done/future.csv',
        'done/future.result.xlsx',
        'done/past.csv',
        'done/past.result.xlsx',
      ]);
    });
  });

  it('leaves alone what programs put beside a list, what systems put everywhere, and what is no file', async () => {
    await WatchedShare.during(async (share) => {
      const outside = await share.cli.write('outside.csv', customersOf('outside'));
      const ignored = ['~$customers.xlsx', '.~lock.customers.csv#', '.hidden.csv', 'customers.csv.tmp'];
      ignored.push('customers.csv.crdownload', 'Thumbs.db', 'desktop.ini', 'customers.csv.error.txt');
      for (const name of ignored) await share.put(name, customersOf(name));
      await symlink(outside, share.file('inbox/link.csv'));
      await mkdir(share.file('inbox/folder.csv'));
      await writeFile(share.file('inbox/folder.csv/inside.csv'), customersOf('inside'));
      await share.put('customers.csv', customersOf('taken'));
      const pass = await share.once();
      expect(pass.code).toBe(0);
      expect(pass.events.filter(({ event }) => event === 'left-in-inbox')).toEqual([
        expect.objectContaining({ file: 'inbox/folder.csv', why: 'folder' }),
        expect.objectContaining({ file: 'inbox/link.csv', why: 'link' }),
      ]);
      expect(share.emails()).toEqual(emailsOf('taken'));
      expect(await share.tree()).toEqual(
        [
          'done/customers.csv',
          'done/customers.result.xlsx',
          'inbox/folder.csv.waiting.txt',
          'inbox/folder.csv/inside.csv',
          'inbox/link.csv',
          ...ignored.map((name) => `inbox/${name}`),
        ].toSorted(),
      );
      expect(await readFile(outside, 'utf8')).toBe(customersOf('outside'));
    });
  });

  it('that is a link out of the folder is refused, and nothing behind it is taken', async () => {
    await WatchedShare.during(async (share) => {
      await mkdir(share.cli.file('other'));
      await share.cli.write('other/secret.csv', customersOf('secret'));
      await rename(share.file('inbox'), share.cli.file('old-inbox'));
      await symlink(share.cli.file('other'), share.file('inbox'));
      const pass = await share.once();
      expect(pass.code).toBe(5);
      expect(pass.events.find(({ event }) => event === 'waiting-for')).toMatchObject({
        code: 'FOLDER_PLACE_TAKEN',
      });
      expect(await readFile(share.cli.file('other/secret.csv'), 'utf8')).toBe(customersOf('secret'));
      expect(share.emails()).toEqual([]);
    });
  });
});

describe.concurrent('a list that comes again', () => {
  it('with the same content, under any name, is set aside with a note that names the first run', async () => {
    await WatchedShare.during(async (share) => {
      await share.put('customers.csv', customersOf('same'));
      await share.put('copy.csv', customersOf('same'));
      const watch = share.watch();
      const done = await watch.until('file-done');
      await watch.until('file-duplicate');
      await share.put('customers.csv', customersOf('same'));
      await watch.until('file-duplicate', 2);
      const [, first = ''] = /^done\/(.*)$/.exec(String(done['file'])) ?? [];
      const other = first === 'copy.csv' ? 'customers.csv' : 'copy.csv';
      const duplicates = watch.told('file-duplicate').map(({ file }) => String(file));
      expect(duplicates[0]).toBe(`duplicates/${other}`);
      expect(await share.tree()).toEqual(
        [
          `done/${first}`,
          `done/${first.replace('.csv', '.result.xlsx')}`,
          ...duplicates.flatMap((file) => [file, `${file}.duplicate.txt`]),
        ].toSorted(),
      );
      for (const file of duplicates)
        expect(await share.read(`${file}.duplicate.txt`)).toContain(String(done['runId']));
      expect(share.emails()).toEqual(emailsOf('same'));
      expect(share.sandbox.requests.creates).toBe(3);
    });
  });

  it('with other content and the same name gets a dated name, and both are kept', async () => {
    await WatchedShare.during(async (share) => {
      for (const week of ['first', 'second', 'third']) {
        await share.put('customers.csv', customersOf(week));
        expect((await share.once()).code).toBe(0);
      }
      const names = await share.tree();
      const dated = String.raw`done/customers \d{4}-\d\d-\d\d \d{6}`;
      expect(
        names.map((name) => name.replace(new RegExp(dated), 'done/customers DATE').replace(/ \(2\)/, '')),
      ).toEqual([
        'done/customers DATE.csv',
        'done/customers DATE.result.xlsx',
        'done/customers DATE.csv',
        'done/customers DATE.result.xlsx',
        'done/customers.csv',
        'done/customers.result.xlsx',
      ]);
      expect(share.emails()).toEqual(
        [...emailsOf('first'), ...emailsOf('second'), ...emailsOf('third')].toSorted(),
      );
    });
  });

  it('while the one before is imported waits, and each is imported once', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('before', 4));
        const watch = share.watch(['--concurrency', '1']);
        await watch.until('row');
        await share.put('customers.csv', customersOf('after', 4));
        const [first, second] = [await watch.until('file-done'), await watch.until('file-done', 2)];
        expect([first['file'], second['counts']]).toEqual(['done/customers.csv', { created: 4 }]);
        expect(await share.read('done/customers.csv')).toBe(customersOf('before', 4));
        expect(await share.read(String(second['file']))).toBe(customersOf('after', 4));
        expect(share.emails()).toEqual([...emailsOf('after', 4), ...emailsOf('before', 4)]);
      },
      { latencyMs: 150 },
    );
  });

  it('with more rows, as it was written on after it was taken, is imported too, and both are kept', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('taken', 4));
        const writer = await open(share.file('inbox/customers.csv'), 'a');
        const watch = share.watch(['--concurrency', '1']);
        await watch.until('row');
        await writer.write(`${goodRow('late')}\n`);
        await writer.close();
        share.keep(`${customersOf('taken', 4)}${goodRow('late')}\n`);
        await watch.until('file-done', 2);
        expect(share.emails()).toEqual(['late@example.com', ...emailsOf('taken', 4)]);
        expect(share.sandbox.requests.creates).toBe(5);
        expect(await share.tree()).toHaveLength(4);
      },
      { latencyMs: 100 },
    );
  });
});
