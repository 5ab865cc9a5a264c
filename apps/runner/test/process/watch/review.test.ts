import { rm, writeFile } from 'node:fs/promises';
import { listSheets, openXlsx } from '@solarproof-import/parser-xlsx';
import { buildWorkbook, readAll, tableRows } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, goodRow, listOfRows, WatchedShare } from './watched-share.js';

const badRow = 'Jo,Zitizen,no-address,0491 570 006,Residential';

/** What a person does in a spreadsheet program: corrects cells, saves. @returns the workbook's new bytes */
async function corrected(file: string, from: string, to: string): Promise<Uint8Array> {
  const sheets: { name: string; rows: string }[] = [];
  for (const { name } of await listSheets(file)) {
    const source = await openXlsx(file, { sheet: name });
    const table = (await readAll(source)).map(({ cells }) => [...cells]);
    await source.close();
    const isFix = name === 'Fix and re-import';
    sheets.push({
      name,
      rows: tableRows(table.map((cells) => cells.map((cell) => (isFix && cell === from ? to : cell)))),
    });
  }
  return buildWorkbook({ sheets });
}

describe.concurrent('a result workbook', () => {
  it('corrected and put into the inbox again sends only what was missing, and both results are kept', async () => {
    await WatchedShare.during(async (share) => {
      await share.put('customers.csv', listOfRows([goodRow('good-1'), badRow, goodRow('good-2')]));
      const first = await share.once();
      expect([first.code, share.emails()]).toEqual([4, ['good-1@example.com', 'good-2@example.com']]);
      expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
      await share.put(
        'customers.result.xlsx',
        await corrected(share.file('done/customers.result.xlsx'), 'no-address', 'mended@example.com'),
      );
      const second = await share.once();
      expect(second.code).toBe(0);
      expect(second.events.find(({ event }) => event === 'file-done')).toMatchObject({
        counts: { created: 1, 'already-imported': 2 },
      });
      expect(share.emails()).toEqual(['good-1@example.com', 'good-2@example.com', 'mended@example.com']);
      const names = await share.tree();
      expect(names).toHaveLength(4);
      expect(names).toEqual(expect.arrayContaining(['done/customers.csv', 'done/customers.result.xlsx']));
      expect(await share.leftOvers()).toEqual([]);
    });
  });
});

describe.concurrent('a list that waits for a person', () => {
  it('is approved by its path or by its delivery, and then imported with its check beside it', async () => {
    await WatchedShare.during(async (share) => {
      const watch = share.watch(['--review-over', '2']);
      await share.put('north.csv', customersOf('north'));
      await watch.until('file-in-review');
      await share.put('south.csv', customersOf('south'));
      const { delivery } = await watch.until('file-in-review', 2);
      await share.put('small.csv', customersOf('small', 2));
      await watch.until('file-done');
      expect(share.emails()).toEqual(emailsOf('small', 2));
      const note = await share.read('review/north.csv.review.txt');
      expect(note).toContain('north.csv: it has 3 rows');
      expect(note.replaceAll(/\s+/g, ' ')).toContain(
        `let it go on: solarproof-import watch approve ${String(watch.told('file-in-review')[0]?.['delivery'])}`,
      );
      expect((await share.run(['watch', 'approve', 'nothing.csv'])).code).toBe(2);
      expect((await share.run(['watch', 'approve', share.file('review/north.csv')])).code).toBe(0);
      await watch.until('file-done', 2);
      expect((await share.run(['watch', 'approve', String(delivery)])).code).toBe(0);
      await watch.until('file-done', 3);
      expect(share.emails()).toEqual(
        [...emailsOf('north'), ...emailsOf('small', 2), ...emailsOf('south')].toSorted(),
      );
      expect(await share.tree()).toEqual(
        ['north', 'south']
          .flatMap((name) => [`done/${name}.check.xlsx`, `done/${name}.csv`, `done/${name}.result.xlsx`])
          .concat('done/small.csv', 'done/small.result.xlsx')
          .toSorted(),
      );
    });
  });

  it('and is changed after it was approved is reviewed again, and only then sent', async () => {
    await WatchedShare.during(async (share) => {
      const words = ['--review-over', '2'];
      await writeFile(share.file('inbox/customers.csv'), customersOf('first'));
      expect((await share.once(words)).code).toBe(4);
      expect((await share.run(['watch', 'approve', 'customers.csv'])).code).toBe(0);
      await writeFile(share.file('review/customers.csv'), customersOf('changed', 4));
      share.keep(customersOf('changed', 4));
      const again = await share.once(words);
      expect(again.events.filter(({ event }) => event === 'file-in-review')).toHaveLength(1);
      expect(share.emails()).toEqual([]);
      expect(await share.read('review/customers.csv.review.txt')).toContain('it has 4 rows');
      expect((await share.run(['watch', 'approve', 'customers.csv'])).code).toBe(0);
      expect((await share.once(words)).code).toBe(0);
      expect(share.emails()).toEqual(emailsOf('changed', 4));
      expect(await share.leftOvers()).toEqual([]);
    });
  });

  it('and is deleted once it was approved is forgotten, and nothing of it is sent', async () => {
    await WatchedShare.during(async (share) => {
      const words = ['--review-over', '2'];
      await writeFile(share.file('inbox/customers.csv'), customersOf('gone'));
      await share.once(words);
      expect((await share.run(['watch', 'approve', 'customers.csv'])).code).toBe(0);
      await rm(share.file('review/customers.csv'));
      expect((await share.once(words)).code).toBe(0);
      expect((await share.once(words)).code).toBe(0);
      expect(share.emails()).toEqual([]);
      expect(await share.leftOvers()).toEqual([]);
      expect((await share.run(['status'])).stdout).toMatch(/In review +none/);
    });
  });

  it('as too many of its rows are invalid is not sent', async () => {
    await WatchedShare.during(async (share) => {
      const words = ['--max-errors', '10%'];
      await share.put('bad.csv', listOfRows([goodRow('good-1'), badRow, goodRow('good-2')]));
      await share.put('good.csv', customersOf('other'));
      const pass = await share.once(words);
      expect(pass.code).toBe(4);
      expect(share.emails()).toEqual(emailsOf('other'));
      expect(await share.tree()).toEqual([
        'done/good.csv',
        'done/good.result.xlsx',
        'review/bad.check.xlsx',
        'review/bad.csv',
        'review/bad.csv.review.txt',
      ]);
      expect((await share.run(['watch', 'approve', 'bad.csv'])).code).toBe(0);
      expect((await share.once(words)).code).toBe(4);
      expect(share.emails()).toEqual(['good-1@example.com', 'good-2@example.com', ...emailsOf('other')]);
    });
  });

  it('as its run met too many errors goes on as the same run once it is approved', async () => {
    await WatchedShare.during(
      async (share) => {
        const words = ['--max-errors', '2', '--concurrency', '1'];
        const rows = Array.from({ length: 8 }, (_, index) => goodRow(`row-${index + 1}`));
        const owned = rows.map((row, index) => `${row},${index < 4 ? `nobody-${index}@example.com` : ''}`);
        await share.put(
          'customers.csv',
          ['First Name,Surname,Email,Mobile,Type,User Email', ...owned, ''].join('\n'),
        );
        const pass = await share.once(words);
        expect(pass.code, pass.stdout).toBe(4);
        const review = pass.events.find(({ event }) => event === 'file-in-review');
        expect(review, pass.stdout).toMatchObject({ code: 'REVIEW_ERRORS', file: 'review/customers.csv' });
        expect(share.emails()).toEqual([]);
        expect((await share.run(['watch', 'approve', String(review?.['delivery'])])).code).toBe(0);
        const again = await share.once(words);
        const done = again.events.find(({ event }) => event === 'file-done');
        expect(done).toMatchObject({ counts: { created: 4, rejected: 4 } });
        const runs = [pass, again].map(({ events }) => events.find(({ event }) => event === 'run-started'));
        expect(runs[0]?.['runId']).toBe(runs[1]?.['runId']);
        expect(done?.['runId']).toBe(runs[0]?.['runId']);
        expect(share.emails()).toEqual(['row-5', 'row-6', 'row-7', 'row-8'].map((of) => `${of}@example.com`));
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
        expect(await share.leftOvers()).toEqual([]);
      },
      { emails: 'unique' },
    );
  });
});
