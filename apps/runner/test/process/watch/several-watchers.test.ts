import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, WatchedShare } from './watched-share.js';

const files = 2000;
/** So many of them are lists; the others are refused, which takes less time. */
const lists = Number(process.env['WATCH_LISTS'] ?? 80);
const watchers = ['north', 'east', 'south', 'west'];

describe('four watchers of one share, with a state directory each', () => {
  it('take each of 2,000 small files exactly once', async () => {
    await WatchedShare.during(async (share) => {
      const names = Array.from({ length: files }, (_, index) => `list-${String(index).padStart(4, '0')}`);
      const isList = (index: number): boolean => index % Math.floor(files / lists) === 0;
      for (const [index, name] of names.entries())
        await share.put(`${name}.csv`, isList(index) ? customersOf(name, 1) : `%PDF-1.4 ${name}`);
      const passes = await Promise.all(watchers.map((state) => share.once([], { state })));
      expect(passes.map(({ code }) => code)).toEqual(watchers.map(() => 4));
      const ends = passes.map(({ events }) =>
        events.filter(({ event }) => event === 'file-done' || event === 'file-failed'),
      );
      for (const own of ends) expect(own.length).toBeGreaterThan(0);
      const done = names.filter((_, index) => isList(index));
      const refused = names.filter((_, index) => !isList(index));
      expect(
        ends
          .flat()
          .map(({ file }) => String(file))
          .toSorted(),
      ).toEqual(
        [
          ...done.map((name) => `done/${name}.csv`),
          ...refused.map((name) => `failed/${name}.csv`),
        ].toSorted(),
      );
      expect(await share.tree()).toEqual(
        [
          ...done.flatMap((name) => [`done/${name}.csv`, `done/${name}.result.xlsx`]),
          ...refused.flatMap((name) => [`failed/${name}.csv`, `failed/${name}.csv.error.txt`]),
        ].toSorted(),
      );
      expect(await share.leftOvers()).toEqual([]);
      expect(share.emails()).toEqual(done.flatMap((name) => emailsOf(name, 1)).toSorted());
    });
  }, 300_000);

  it('keep out of what another has, and tell of what it left long ago', async () => {
    await WatchedShare.during(async (share) => {
      await share.leave(
        'processing/old-desk-0123456789ab/20260101-000000-abcdef/lost.csv',
        customersOf('lost'),
      );
      const fresh = 'processing/new-desk-ba9876543210/20261101-000000-abcdef/going.csv';
      await share.leave(fresh, customersOf('going'), new Date());
      await share.put('own.csv', customersOf('own'));
      const pass = await share.once();
      expect(pass.code).toBe(0);
      expect(await share.tree()).toEqual([
        'done/own.csv',
        'done/own.result.xlsx',
        fresh,
        'processing/old-desk-0123456789ab/20260101-000000-abcdef/lost.csv',
      ]);
      expect(pass.events.filter(({ event }) => event === 'waiting-for')).toEqual([
        expect.objectContaining({ code: 'LEFT_BY_ANOTHER', file: 'processing/old-desk-0123456789ab' }),
      ]);
      const { stdout } = await share.run(['status']);
      expect(stdout).toContain('processing/old-desk-0123456789ab');
      expect(stdout).not.toContain('new-desk');
      expect(share.emails()).toEqual(emailsOf('own'));
    });
  });
});
