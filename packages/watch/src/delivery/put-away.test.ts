import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { Delivery } from '@solarproof-import/importer';
import { temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { namesFor, ownWorkbookName } from '../folder/file-names.js';
import { noteName } from '../folder/note-names.js';
import type { DeliveryContext, NoticeFacts, Taken } from './delivery-context.js';
import { placeOfDelivery, putAway, type EndPlace } from './put-away.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is put away, and what is in the way. */
interface Scene {
  readonly name: string;
  readonly to: EndPlace;
  readonly hasWorkbook: boolean;
  readonly hasNote: boolean;
  /** Which of the names that it may want others have already. */
  readonly taken: readonly boolean[];
  readonly hasLinks: boolean;
}

const scene: fc.Arbitrary<Scene> = fc.record({
  name: fc.constantFrom('a.csv', 'a.result.xlsx', 'list', `${'界'.repeat(80)}.csv`),
  to: fc.constantFrom('done' as const, 'failed' as const, 'duplicates' as const, 'review' as const),
  hasWorkbook: fc.boolean(),
  hasNote: fc.boolean(),
  taken: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  hasLinks: fc.constant(true),
});

const when = new Date(2026, 2, 2, 9, 0, 0);

/** A delivery's folder, and a store in memory. `diesAt` counts what changes something, from 1. */
async function setUp({ name, to, hasWorkbook, hasNote, taken: inTheWay, hasLinks }: Scene) {
  const root = await temporaryFolder();
  const id = '20260302-090000-0a1b2c';
  const taken: Taken = { id, name, dir: path.join(root, 'processing', 'desk', id) };
  await fs.mkdir(taken.dir, { recursive: true });
  await fs.mkdir(path.join(root, to));
  await fs.writeFile(path.join(taken.dir, name), 'the list');
  const workbook = ownWorkbookName(name, 'result');
  if (hasWorkbook) await fs.writeFile(path.join(taken.dir, workbook), 'the workbook');
  if (hasNote) await fs.writeFile(path.join(taken.dir, noteName(name, 'error')), 'the note');
  await fs.writeFile(path.join(taken.dir, `.${workbook}.tmp`), 'half');
  const names = namesFor(name, when);
  const [, dated = ''] = [names.next().value, names.next().value] as string[];
  const wanted = [name, 'a.result.xlsx', noteName(name, 'error'), dated];
  for (const [at, other] of wanted.entries())
    if (inTheWay[at] === true) await fs.writeFile(path.join(root, to, other), `theirs ${at}`);

  const store = new Map<string, Delivery>();
  const notices: NoticeFacts[] = [];
  let life = { steps: 0, diesAt: Number.POSITIVE_INFINITY };
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    life.steps += 1;
    if (life.steps >= life.diesAt) throw new Error('dead');
    return act();
  };
  const real = await vi.importActual<typeof fs>('node:fs/promises');
  vi.spyOn(fs, 'link').mockImplementation((from, target) =>
    hasLinks
      ? step(() => real.link(from, target))
      : Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })),
  );
  vi.spyOn(fs, 'rename').mockImplementation((from, target) => step(() => real.rename(from, target)));
  vi.spyOn(fs, 'rm').mockImplementation((file, options) => step(() => real.rm(file, options)));
  vi.spyOn(fs, 'rmdir').mockImplementation((dir) => step(() => real.rmdir(dir)));
  vi.spyOn(fs, 'open').mockImplementation((file, flags) => step(() => real.open(file, flags)));
  const context = {
    folder: { root },
    state: {
      store: {
        deliveries: { put: (one: Delivery) => step(() => Promise.resolve(void store.set(one.id, one))) },
      },
    },
    tell: () => undefined,
    // It becomes durable together with what was put just before, or not at all.
    notify: (facts: NoticeFacts) =>
      life.steps >= life.diesAt
        ? Promise.reject(new Error('dead'))
        : Promise.resolve(void notices.push(facts)),
  } as unknown as DeliveryContext;
  const first: Delivery = { id, folder: 'mark', name, taken: when, state: 'processing' };

  /** As `deliver` does, in a process that dies at some step. @returns whether it came to its end */
  const live = async (diesAt: number): Promise<boolean> => {
    life = { steps: 0, diesAt };
    const known = store.get(id) ?? first;
    const notify = known.state === 'processing' ? context.notify : () => Promise.resolve();
    return putAway(taken, { delivery: known, to, ending: {} }, { ...context, notify }).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Error && error.message === 'dead')) throw error;
        return false;
      },
    );
  };
  const files = async (): Promise<Readonly<Record<string, string>>> => {
    const found = await fs.readdir(root, { recursive: true, withFileTypes: true });
    const read = found
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted()
      .map(async (file) => [path.relative(root, file), await fs.readFile(file, 'utf8')]);
    return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
  };
  return { id, live, files, store, notices, steps: () => life.steps, dir: taken.dir };
}

const theirs = (files: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(files)
    .filter((content) => content.startsWith('theirs'))
    .toSorted();

describe('a delivery is put away', () => {
  it.each(['done', 'failed', 'duplicates', 'review'] as const)(
    'into %s, with what lies beside it',
    async (to) => {
      const at = await setUp({
        name: 'a.csv',
        to,
        hasWorkbook: true,
        hasNote: true,
        taken: [],
        hasLinks: true,
      });
      expect(await at.live(Infinity)).toBe(true);
      expect(await at.files()).toEqual({
        [path.join(to, 'a.csv')]: 'the list',
        [path.join(to, 'a.csv.error.txt')]: 'the note',
        [path.join(to, 'a.result.xlsx')]: 'the workbook',
      });
      expect(at.store.get(at.id)).toMatchObject({
        state: to === 'duplicates' ? 'duplicate' : to,
        place: `${to}/a.csv`,
        results: `${to}/a.result.xlsx`,
      });
      await expect(fs.lstat(at.dir)).rejects.toThrow();
    },
  );

  it('under one name with all that lies beside it, where another has one of the names', async () => {
    const at = await setUp({
      name: 'a.csv',
      to: 'done',
      hasWorkbook: true,
      hasNote: true,
      taken: [false, true],
      hasLinks: true,
    });
    await at.live(Infinity);
    expect(Object.keys(await at.files()).map((file) => path.basename(file))).toEqual([
      'a 2026-03-02 090000.csv',
      'a 2026-03-02 090000.csv.error.txt',
      'a 2026-03-02 090000.result.xlsx',
      'a.result.xlsx',
    ]);
  });
});

describe('whenever it dies while it puts away', () => {
  it(
    'the same again comes to the same end, and nothing of others is touched',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          scene,
          fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 4 }),
          async (given, deaths) => {
            const straight = await setUp(given);
            await straight.live(Infinity);
            const at = await setUp(given);
            const before = theirs(await at.files());
            for (const death of deaths) {
              if (await at.live(death)) break;
              const now = await at.files();
              expect(Object.values(now)).toContain('the list');
              expect(theirs(now)).toEqual(before);
            }
            // What has ended may have nothing left to be cleared away.
            if ((await fs.readdir(at.dir).catch(() => undefined)) !== undefined)
              expect(await at.live(Infinity)).toBe(true);
            expect(await at.files()).toEqual(await straight.files());
            expect(at.store).toEqual(straight.store);
            expect(at.notices).toEqual(straight.notices);
            expect(at.notices).toHaveLength(1);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('at any step, on a share without hard links, no list is lost and none is doubled', async () => {
    const given: Scene = {
      name: 'a.csv',
      to: 'done',
      hasWorkbook: true,
      hasNote: true,
      taken: [],
      hasLinks: false,
    };
    const straight = await setUp(given);
    await straight.live(Infinity);
    const all = straight.steps();
    expect(all).toBeGreaterThan(8);
    for (let death = 1; death <= all; death += 1) {
      const at = await setUp(given);
      await at.live(death);
      await at.live(Infinity).catch(() => undefined);
      const files = Object.values(await at.files()).filter((content) => content !== '');
      expect(files.toSorted(), `step ${death}`).toEqual(['the list', 'the note', 'the workbook']);
      expect(at.notices).toHaveLength(1);
    }
  });
});

it.each([
  ['done/a.csv', 'done'],
  ['duplicates/a.csv', 'duplicates'],
  ['review/a.csv', 'review'],
  ['failed/a.csv', 'failed'],
  ['', 'failed'],
])('a delivery at "%s" ends in %s', (place, expected) => {
  expect(placeOfDelivery({ place } as Delivery)).toBe(expected);
});
