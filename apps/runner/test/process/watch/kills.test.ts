import { pathToFileURL, fileURLToPath } from 'node:url';
import { parseFault } from '@solarproof-import/sandbox';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, WatchedShare } from './watched-share.js';

/*
 * Each watch is killed at one step of one list, LIST, and the next one takes that list on before it is killed itself, a step
 * further, with a list of its own. What a step wrote is all that is left of it, so that dying after each of them is dying anywhere.
 */

/** From the inbox to `done/`. Steps of which no list is known stand where the list before has nothing of the kind to do. */
const untilDone = [
  'after mkdir processing/delivery',
  'after rename processing/LIST',
  'after delivery LIST processing is synced',
  'after delivery LIST processing, with its run is synced',
  'after delivery LIST processing, with its run, for done is synced',
  'after run is synced',
  'after link done/LIST',
  'after intent is synced#2',
  'after rm processing/LIST',
  'while create is written#2',
  'after link done/STEM.result.xlsx',
  'after answer of create#3',
  'after rm processing/STEM.result.xlsx',
  'after outcome is synced#2',
  'after delivery LIST done, with its run, for done is synced',
  'after workbook is renamed',
  'after rmdir processing/delivery',
  'after end is synced',
];

/** More moments, at random, and then all of the steps: without it some of those are left out that others go by the same code. */
const times = Number(process.env['WATCH_KILLS_TIMES'] ?? 0);
const some = (steps: readonly string[], each: number): readonly string[] =>
  steps.filter((_, index) => times > 0 || index % each === 0);

/** Into `failed/`, or into `duplicates/`. */
const setAside = (place: string, state: string, note: string): string[] => [
  `after rename processing/LIST.${note}.txt`,
  `after delivery LIST processing, for ${place} is synced`,
  `after link ${place}/LIST`,
  `after rm processing/LIST`,
  `after link ${place}/LIST.${note}.txt`,
  `after rm processing/LIST.${note}.txt`,
  `after delivery LIST ${state}, for ${place} is synced`,
];

/** Into `review/`. */
const untilReview = [
  'after rename processing/STEM.check.xlsx',
  'after rename processing/LIST.review.txt',
  'after delivery LIST processing, for review is synced',
  'after link review/LIST',
  'after rm processing/LIST',
  'after link review/STEM.check.xlsx',
  'after rm processing/STEM.check.xlsx',
  'after link review/LIST.review.txt',
  'after delivery LIST review, for review is synced',
];

/** Out of it again, and into `done/`. */
const onceApproved = [
  'after rename processing/LIST',
  'after mkdir processing/delivery',
  'after rename processing/STEM.check.xlsx',
  'after rm review/LIST.review.txt',
  'after delivery LIST processing, approved is synced',
  'after delivery LIST processing, with its run, approved is synced',
  'after outcome is synced#2',
  'after link done/LIST',
  'after link done/STEM.check.xlsx',
];

/** Rows that stayed open, of a list that is done. */
const whileSettling = [
  'after answer of look-up#2',
  'after rename done/STEM.result.xlsx',
  'after end is synced',
];

const failPoints = pathToFileURL(fileURLToPath(new URL('../kills/fail-points.mjs', import.meta.url))).href;

function failingAt(share: WatchedShare, step: string): Record<string, string> {
  return { NODE_OPTIONS: `--import ${failPoints}`, FAIL_SHARE: share.root, FAIL_POINT: step };
}

/** Lets a pass begin, and holds it to dying at a step of a list. */
async function dies(share: WatchedShare, step: string, words: readonly string[] = []): Promise<void> {
  const running = share.watch(['--once', ...words], { env: failingAt(share, step) });
  const { code, stdout, stderr } = await running.ended;
  expect([running.child.signalCode, step], `${code}\n${stdout}${stderr}`).toEqual(['SIGKILL', step]);
}

/** A step of the list of that name. */
function stepOf(step: string, name: string): string {
  return step.replaceAll('LIST', `${name}.csv`).replaceAll('STEM', name);
}

/** Kills a pass at each of the steps, with another list each. @returns the lists' names, without their ending */
async function dieAtEach(
  share: WatchedShare,
  steps: readonly string[],
  { contentOf, words = [] }: { contentOf: (name: string) => string; words?: readonly string[] },
): Promise<string[]> {
  const names = steps.map((_, index) => `list-${index + 1}`);
  for (const [index, step] of steps.entries()) {
    const name = names[index] ?? '';
    await share.put(`${name}.csv`, contentOf(name));
    await dies(share, stepOf(step, name), words);
  }
  return names;
}

describe.concurrent('a watch that is killed at every step of a list', () => {
  it('imports it exactly once, and leaves nothing in processing', async () => {
    await WatchedShare.during(async (share) => {
      const names = await dieAtEach(share, untilDone, { contentOf: (name) => customersOf(name) });
      const pass = await share.once();
      expect(pass.code, pass.stdout).toBe(0);
      expect(await share.tree()).toEqual(
        names.flatMap((name) => [`done/${name}.csv`, `done/${name}.result.xlsx`]).toSorted(),
      );
      expect(await share.leftOvers()).toEqual([]);
      expect(share.emails()).toEqual(names.flatMap((name) => emailsOf(name)).toSorted());
      expect((await share.once()).events.map(({ event }) => event)).toEqual([
        'watch-started',
        'pass-finished',
      ]);
    });
  }, 180_000);

  it('refuses it once, with a note beside it', async () => {
    await WatchedShare.during(async (share) => {
      const steps = some(setAside('failed', 'failed', 'error'), 2);
      const names = await dieAtEach(share, steps, { contentOf: (name) => `%PDF-1.4 ${name}` });
      await share.once();
      expect(await share.tree()).toEqual(
        names.flatMap((name) => [`failed/${name}.csv`, `failed/${name}.csv.error.txt`]).toSorted(),
      );
      expect(await share.leftOvers()).toEqual([]);
      for (const name of names)
        expect(await share.read(`failed/${name}.csv.error.txt`)).toContain(`${name}.csv: This is a PDF`);
    });
  }, 180_000);

  it('sets it aside where it was imported before, and sends nobody again', async () => {
    await WatchedShare.during(async (share) => {
      await share.put('first.csv', customersOf('first'));
      expect((await share.once()).code).toBe(0);
      const steps = some(setAside('duplicates', 'duplicate', 'duplicate'), 3);
      const names = await dieAtEach(share, steps, { contentOf: () => customersOf('first') });
      await share.once();
      expect(await share.tree()).toEqual(
        [
          'done/first.csv',
          'done/first.result.xlsx',
          ...names.flatMap((name) => [`duplicates/${name}.csv`, `duplicates/${name}.csv.duplicate.txt`]),
        ].toSorted(),
      );
      expect(await share.leftOvers()).toEqual([]);
      expect(share.emails()).toEqual(emailsOf('first'));
    });
  }, 180_000);

  it('keeps it for a person, and once approved imports it exactly once', async () => {
    await WatchedShare.during(async (share) => {
      const words = ['--review-over', '2'];
      const names = await dieAtEach(share, some(untilReview, 2), {
        contentOf: (name) => customersOf(name),
        words,
      });
      await share.once(words);
      const inReview = (name: string): string[] =>
        [`${name}.check.xlsx`, `${name}.csv`, `${name}.csv.review.txt`].map((one) => `review/${one}`);
      expect(await share.tree()).toEqual(names.flatMap(inReview).toSorted());
      expect(await share.leftOvers()).toEqual([]);
      expect(share.emails()).toEqual([]);

      for (const [index, step] of some(onceApproved, 2).entries()) {
        const name = names[index] ?? '';
        expect((await share.run(['watch', 'approve', share.file(`review/${name}.csv`)])).code).toBe(0);
        await dies(share, stepOf(step, name), words);
      }
      expect((await share.once(words)).code).toBe(0);
      const inDone = (name: string): string[] =>
        [`${name}.check.xlsx`, `${name}.csv`, `${name}.result.xlsx`].map((one) => `done/${one}`);
      expect(await share.tree()).toEqual(names.flatMap(inDone).toSorted());
      expect(await share.leftOvers()).toEqual([]);
      expect(share.emails()).toEqual(names.flatMap((name) => emailsOf(name)).toSorted());
    });
  }, 240_000);

  it.each(whileSettling)(
    'settles the rows that were left open, %s',
    async (step) => {
      await WatchedShare.during(
        async (share) => {
          await share.put('list.csv', customersOf('open'));
          const first = await share.once();
          const done = first.events.find(({ event }) => event === 'file-done');
          expect(done?.['counts']).toEqual({ created: 2, unconfirmed: 1 });
          const killed = share.watch([], { env: failingAt(share, stepOf(step, 'list')) });
          await killed.ended;
          expect(killed.child.signalCode).toBe('SIGKILL');
          const last = share.watch();
          await last.holds(async () =>
            (await share.run(['history', '--json'])).stdout.includes('"created":3'),
          );
          await last.stop();
          expect(await share.tree()).toEqual(['done/list.csv', 'done/list.result.xlsx']);
          expect(share.emails()).toEqual(emailsOf('open'));
          expect(share.sandbox.requests.creates).toBe(3);
        },
        { faults: ['403-html:look-up=1', 'hang:after:create=2'].map(parseFault) },
      );
    },
    60_000,
  );

  it.runIf(times > 0)(
    'at any moment, and again and again, imports each list exactly once',
    async () => {
      const faults = ['reset:late=300:every=5', 'hang:after:every=7'].map(parseFault);
      await WatchedShare.during(
        async (share) => {
          const names = Array.from({ length: times }, (_, index) => `list-${index + 1}`);
          for (const name of names) {
            await share.put(`${name}.csv`, customersOf(name, 6));
            const running = share.watch(['--settle', '1.5']);
            await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2_500));
            await running.stop('SIGKILL');
          }
          const last = share.watch(['--settle', '1.5']);
          await last.holds(async () => (await share.tree('done')).length === names.length * 2);
          await last.stop();
          expect(await share.leftOvers()).toEqual([]);
          await share.sandbox.idle();
          expect(share.emails()).toEqual(names.flatMap((name) => emailsOf(name, 6)).toSorted());
        },
        { faults, latencyMs: 20 },
      );
    },
    3_600_000,
  );
});
