import type { RawRow } from '../packages/core/src/index.js';
import type { EmailRule, UnknownEmailAnswer } from '../packages/sandbox/src/index.js';
import { drawnFaults } from './drawn-faults.js';
import type { FailingWrite } from './disk.js';
import { customersBefore, madeRows } from './made-rows.js';
import type { Go } from './one-go.js';
import { expect, holdToPromises, toldByJournal } from './promises.js';
import { Random } from './random.js';
import { simulatedRun, type SimulatedRun } from './simulated-run.js';
import { oneGo } from './one-go.js';
import { createWorld, deleteCustomer, type ServerSetting, type World } from './world.js';

/** What came of one seed. */
export interface Simulated {
  readonly seed: number;
  /** What must never happen, and did; empty where all promises were kept. */
  readonly broken: readonly string[];
  readonly goes: number;
  readonly deaths: number;
  readonly creates: number;
}

/** How a seed is simulated. */
export interface SimulateOptions {
  readonly folder: string;
  readonly onTrace?: ((said: string) => void) | undefined;
  /** The settle time, where it is not long enough on purpose: a client that looks at once. */
  readonly settleMs?: number;
}

const settleMs = 9_000;
const timeoutMs = 4_000;
const longestLatencyMs = 400;
/** Goes in which something may go wrong on this machine; after them nothing does. */
const troubledGoes = 4;
const mostGoes = 24;

/** Simulates what follows from one seed: files, a server, faults, deaths; and holds it to what was promised after every go. */
export async function simulate(
  seed: number,
  { folder, onTrace, ...given }: SimulateOptions,
): Promise<Simulated> {
  const draw = new Random(seed, 'scenario');
  const server = drawnServer(draw, new Random(seed, 'faults'));
  const world = createWorld({ seed, server, accounts: draw.chance(0.1) ? 2 : 1, folder, onTrace });
  const runs = drawnRuns(world, draw);
  let [goes, deaths, creates] = [0, 0, 0];
  try {
    for (const run of runs) {
      let isDone = false;
      for (let own = 0; !isDone && own < mostGoes && world.broken.length === 0; own += 1) {
        goes += 1;
        const go = {
          ...drawnGo(draw, goes, own < troubledGoes),
          ...(given.settleMs === undefined ? {} : { settleMs: given.settleMs }),
        };
        world.trace(() => `go ${goes} of ${run.id}: ${JSON.stringify(go)}`);
        const went = await oneGo(world, run, go);
        if (went.died !== undefined) deaths += 1;
        creates += went.creates;
        if (went.failed !== undefined && go.failing === undefined)
          world.broken.push(`it failed: ${went.failed}`);
        await holdToPromises(world, runs);
        await holdGo(world, run, { go, went });
        isDone = await isSettled(world, run);
        await world.time.pass(draw.whole(0, 3_000));
      }
      expect(world, isDone || server.lookUps === 'refused', () => `${run.id} never came to its end`);
      if (isDone) await holdSecondResume(world, run, goes + 1);
      if (draw.chance(0.15)) await deleteOne(world, run, draw);
    }
  } finally {
    world.disk.close();
  }
  return { seed, broken: world.broken, goes, deaths, creates };
}

/** A row is told once; all of them where the process lived and nothing failed. */
async function holdGo(
  world: World,
  run: SimulatedRun,
  { go, went }: { readonly go: Go; readonly went: Awaited<ReturnType<typeof oneGo>> },
): Promise<void> {
  expect(world, new Set(went.told).size === went.told.length, () => `${run.id}: a row was told twice`);
  if (went.died !== undefined || went.failed !== undefined) return;
  expect(
    world,
    went.told.length === run.rows.length,
    () => `${run.id}: ${went.told.length} of ${run.rows.length} rows were told`,
  );
  expect(world, go.reconcile !== true || went.creates === 0, () => `${run.id}: a reconcile has created`);
}

async function isSettled(world: World, run: SimulatedRun): Promise<boolean> {
  const told = await toldByJournal(world, run);
  return (
    told.size > 0 &&
    [...told.values()].every(({ status }) => status !== 'not-sent' && status !== 'unconfirmed')
  );
}

async function holdSecondResume(world: World, run: SimulatedRun, number: number): Promise<void> {
  const { creates } = await oneGo(world, run, calmGo(number));
  expect(world, creates === 0, () => `${run.id}: a second resume has created ${creates}`);
  await holdToPromises(world, [run]);
}

async function deleteOne(world: World, run: SimulatedRun, draw: Random): Promise<void> {
  const made = run.account.sandbox.customers.filter(({ id }) => !run.account.before.has(id));
  const [first, ...others] = made;
  if (first !== undefined) await world.time.drive(deleteCustomer(run.account, draw.pick([first, ...others])));
}

function calmGo(number: number): Go {
  return { number, concurrency: 4, settleMs, timeoutMs, dieAt: Number.POSITIVE_INFINITY, skewMs: 0 };
}

function drawnGo(draw: Random, number: number, isTroubled: boolean): Go {
  const go = {
    ...calmGo(number),
    concurrency: draw.pick([1, 4, 8]),
    ...(draw.chance(0.2) ? { rate: draw.pick([1, 3, 20]) } : {}),
    ...(draw.chance(0.1) ? { recheck: true } : {}),
  };
  if (!isTroubled) return go;
  const failing: FailingWrite | undefined = draw.chance(0.12)
    ? {
        of: draw.pick(['commit', 'change'] as const),
        number: draw.whole(2, 40),
        errcode: draw.pick([13, 10, 8]),
        isKept: draw.chance(0.3),
      }
    : undefined;
  return {
    ...go,
    skewMs: draw.chance(0.1) ? draw.whole(-20, 20) * 3_600_000 : 0,
    ...(draw.chance(0.5) ? { dieAt: draw.anyScale(1, 400) } : {}),
    ...(draw.chance(0.15) ? { stopAfterMs: draw.anyScale(1, 20_000) } : {}),
    ...(draw.chance(0.1) ? { cutOffAfterMs: draw.anyScale(1, 20_000) } : {}),
    ...(draw.chance(0.15) ? { reconcile: true } : {}),
    ...(draw.chance(0.15)
      ? {
          maxErrors: draw.pick([
            { kind: 'rows', most: 0 },
            { kind: 'percent', most: 20 },
          ] as const),
        }
      : {}),
    ...(failing === undefined ? {} : { failing }),
  };
}

function drawnServer(draw: Random, random: Random): ServerSetting {
  const lookUps = draw.chance(0.93) ? 'available' : 'refused';
  const share = draw.chance(0.15) ? 0 : draw.pick([0.05, 0.15, 0.15, 0.4]);
  const latencyMs = { min: draw.whole(0, 20), max: draw.whole(20, longestLatencyMs) };
  const faultiness = {
    share,
    latestMs: settleMs - longestLatencyMs - 50,
    mayLookUp: lookUps === 'available',
  };
  return {
    emails: draw.pick<EmailRule>(['unique', 'racy', 'not-unique', 'not-unique']),
    lookUps,
    unknownEmail: draw.pick<UnknownEmailAnswer>(['code', 'code', 'empty-array', 'empty-object', 'null']),
    rateLimit: draw.chance(0.1) ? draw.whole(2, 20) : Number.POSITIVE_INFINITY,
    latencyMs,
    faults: drawnFaults(random, faultiness, 120),
    before: draw.chance(0.4) ? customersBefore(draw, 16, 0.2) : [],
    unreachableShare: draw.chance(0.2) ? 0.03 : 0,
  };
}

/** One file, or two that share people, or the same twice; in one account, or the same in two. */
function drawnRuns({ accounts }: World, draw: Random): readonly SimulatedRun[] {
  const [first, second] = accounts;
  const rows = madeRows(draw, { rows: draw.whole(2, draw.pick([4, 10, 24])), firstPerson: 1 });
  const runs = [simulatedRun('run-1', first, rows)];
  if (second !== undefined) runs.push(simulatedRun('run-2', second, rows));
  if (draw.chance(0.25)) runs.push(simulatedRun('run-3', first, again(draw, rows)));
  return runs;
}

function again(draw: Random, rows: readonly RawRow[]): readonly RawRow[] {
  return draw.chance(0.5) ? rows : madeRows(draw, { rows: draw.whole(2, 10), firstPerson: draw.whole(1, 6) });
}
