import { writeFile } from 'node:fs/promises';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { parseFault } from '@solarproof-import/sandbox';
import { readAll } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, shareKey, WatchedShare } from './watched-share.js';

/** A column of the sheet `Results`, from top to bottom. */
async function columnOf(file: string, label: string): Promise<string[]> {
  const source = await openXlsx(file, { sheet: 'Results' });
  try {
    const [header, ...rows] = await readAll(source);
    return rows.map(({ cells }) => cells[header?.cells.indexOf(label) ?? -1] ?? '');
  } finally {
    await source.close();
  }
}

describe.concurrent('while Solar Proof is away', () => {
  it('a list waits in processing with exit code 5, and the next pass imports it once', async () => {
    await WatchedShare.during(async (share) => {
      await share.goDown();
      await share.put('first.csv', customersOf('first'));
      await share.put('second.csv', customersOf('second'));
      const pass = await share.once();
      expect(pass.code, pass.stdout).toBe(5);
      expect((await share.tree()).map((name) => name.replace(/\/.*\//, '/…/'))).toEqual([
        'inbox/second.csv',
        'processing/…/first.csv',
        'processing/…/first.result.xlsx',
      ]);
      expect(pass.events.filter(({ event }) => event === 'waiting-for')).toEqual([
        expect.objectContaining({ cause: 'account', code: 'STOPPED_UNREACHABLE' }),
      ]);
      await share.comeUp();
      expect((await share.once()).code).toBe(0);
      expect(share.emails()).toEqual([...emailsOf('first'), ...emailsOf('second')]);
      expect(await share.leftOvers()).toEqual([]);
    });
  });

  it('a watch that goes on waits, and imports each list once when it is back', async () => {
    await WatchedShare.during(async (share) => {
      await share.goDown();
      const watch = share.watch();
      await share.put('first.csv', customersOf('first'));
      await watch.until('waiting-for');
      await share.put('second.csv', customersOf('second'));
      await share.polled(5);
      expect(await share.has('inbox/second.csv')).toBe(true);
      const { stdout } = await share.run(['status']);
      expect(stdout).toContain('cannot be reached');
      await share.comeUp();
      await watch.until('file-done', 2);
      expect(watch.told('goes-on')).toEqual([expect.objectContaining({ cause: 'account' })]);
      expect(share.emails()).toEqual([...emailsOf('first'), ...emailsOf('second')]);
      expect(await share.leftOvers()).toEqual([]);
      expect((await watch.stop()).code).toBe(0);
    });
  });

  it('in the middle of a list, no row is lost and none is sent twice', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('middle', 12));
        const watch = share.watch();
        await watch.until('row', 4);
        await share.goDown();
        await share.comeUp();
        await watch.until('file-done');
        await share.sandbox.idle();
        expect(share.emails()).toEqual(emailsOf('middle', 12));
        const ids = share.sandbox.customers.map(({ id }) => String(id)).toSorted();
        const told = await columnOf(share.file('done/customers.result.xlsx'), 'Import: Customer ID');
        expect(told.toSorted()).toEqual(ids);
      },
      { latencyMs: 100 },
    );
  });
});

describe.concurrent('a key that is refused', () => {
  it('ends a pass with 6, and a watch goes on with the same list once the key file is right', async () => {
    await WatchedShare.during(async (share) => {
      const keyFile = await share.cli.write('api-key.txt', 'sk-old-0123456789\n');
      const words = ['--api-key-file', keyFile, '--account', 'office'];
      const starting = { env: { SOLARPROOF_API_KEY: '' } };
      await share.put('customers.csv', customersOf('key'));
      const pass = await share.once(words, starting);
      expect(pass.code).toBe(6);
      expect(pass.events.find(({ event }) => event === 'waiting-for')).toMatchObject({
        cause: 'account',
        code: 'STOPPED_KEY_REFUSED',
      });
      const watch = share.watch(words, starting);
      await watch.until('stopping');
      expect(share.emails()).toEqual([]);
      await writeFile(keyFile, `${shareKey}\n`);
      await watch.until('file-done');
      expect(share.emails()).toEqual(emailsOf('key'));
      expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
      await watch.stop();
      for (const text of [(await watch.ended).stdout, (await watch.ended).stderr])
        expect(text).not.toContain('sk-old-0123456789');
    });
  });

  it('as none was given lets lists wait, and says what is missing', async () => {
    await WatchedShare.during(async (share) => {
      await share.put('customers.csv', customersOf('nokey'));
      const pass = await share.once([], { env: { SOLARPROOF_API_KEY: '' } });
      expect(pass.code).toBe(5);
      expect(share.emails()).toEqual([]);
      expect((await share.once()).code).toBe(0);
      expect(share.emails()).toEqual(emailsOf('nokey'));
    });
  });
});

describe.concurrent('rows whose answer never came', () => {
  it('are unconfirmed in done, are settled by a later poll, and the workbook is written anew', async () => {
    const faults = ['403-html:look-up=1', 'hang:after:create=2'].map(parseFault);
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('open'));
        const watch = share.watch();
        const done = await watch.until('file-done');
        expect([done['counts'], done['exitCode']]).toEqual([{ created: 2, unconfirmed: 1 }, 4]);
        expect(await columnOf(share.file('done/customers.result.xlsx'), 'Import: Status')).toContain(
          'unconfirmed',
        );
        await watch.holds(() => watch.told('rows-settled').some(({ open }) => open === 0));
        expect(await columnOf(share.file('done/customers.result.xlsx'), 'Import: Status')).toEqual([
          'created',
          'created',
          'created',
        ]);
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
        expect(share.emails()).toEqual(emailsOf('open'));
        expect(share.sandbox.requests.creates).toBe(3);
      },
      { faults },
    );
  });
});

describe.concurrent('only one at a time', () => {
  it('watches a folder with a state directory: the second ends with 75', async () => {
    await WatchedShare.during(async (share) => {
      const watch = share.watch();
      await watch.until('watch-started');
      const pass = await share.once();
      expect(pass.code).toBe(75);
      expect(pass.stderr).toContain('is being watched already');
      await share.put('customers.csv', customersOf('one'));
      await watch.until('file-done');
      expect((await share.run(['status', '--health'])).code).toBe(0);
    });
  });

  it('sends to an account: while a run by hand does, a pass leaves its list with 75, and the next one takes it up', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.cli.write('by-hand.csv', customersOf('hand', 8));
        await share.put('customers.csv', customersOf('pass'));
        const byHand = share.run(['run', 'by-hand.csv', '--yes', '--concurrency', '1']);
        await expect.poll(() => share.sandbox.requests.creates, { timeout: 20_000 }).toBeGreaterThan(0);
        const pass = await share.once();
        expect(pass.code).toBe(75);
        expect((await byHand).code).toBe(0);
        expect((await share.once()).code).toBe(0);
        expect(share.emails()).toEqual([...emailsOf('hand', 8), ...emailsOf('pass')]);
        expect(await share.leftOvers()).toEqual([]);
      },
      { latencyMs: 500 },
    );
  });
});

describe.concurrent('a watch that is told to stop', () => {
  it('in the middle of a list ends with 143, and the next one goes on where it was', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('stopped', 10));
        const watch = share.watch(['--concurrency', '1']);
        await watch.until('row', 2);
        expect((await watch.stop()).code).toBe(143);
        expect(share.emails().length).toBeLessThan(10);
        expect((await share.once()).code).toBe(0);
        expect(share.emails()).toEqual(emailsOf('stopped', 10));
        expect(share.sandbox.requests.creates).toBe(10);
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
      },
      { latencyMs: 60 },
    );
  });

  it('and whose run is then resumed by hand finds it done, and puts the list away', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('resumed', 10));
        const watch = share.watch(['--concurrency', '1']);
        await watch.until('row', 2);
        expect((await watch.stop('SIGINT')).code).toBe(130);
        expect((await share.run(['resume'])).code).toBe(0);
        expect((await share.once()).code).toBe(0);
        expect(share.sandbox.requests.creates).toBe(10);
        expect(share.emails()).toEqual(emailsOf('resumed', 10));
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
        expect(await share.leftOvers()).toEqual([]);
      },
      { latencyMs: 60 },
    );
  });
});
