import { parseFault } from '../packages/sandbox/src/index.js';
import { person, rowOf } from './made-rows.js';
import { oneGo, type Go, type Went } from './one-go.js';
import { holdToPromises, toldByJournal } from './promises.js';
import { simulatedRun } from './simulated-run.js';
import { createWorld } from './world.js';

const settleMs = 9_000;
const most = 6;

/** What a small run came to that was killed at chosen steps. */
export interface SmallRun {
  readonly broken: readonly string[];
  /** Whether each process that was to die did. */
  readonly allDied: boolean;
  readonly statuses: readonly string[];
  readonly creates: number;
}

/**
 * Four rows, one a duplicate, one whose answer is lost and which is stored late, against a server that takes an e-mail twice.
 * The first processes die, each at its step; then it is resumed until it ends.
 */
export async function smallRun(folder: string, dieAt: readonly number[]): Promise<SmallRun> {
  const world = createWorld({
    seed: 1,
    accounts: 1,
    folder,
    server: {
      emails: 'not-unique',
      lookUps: 'available',
      unknownEmail: 'code',
      rateLimit: Number.POSITIVE_INFINITY,
      latencyMs: { min: 10, max: 10 },
      faults: [parseFault('hang:late=8000:create=2')],
      before: [],
      unreachableShare: 0,
    },
  });
  const rows = [rowOf(2, person(1)), rowOf(3, person(2)), rowOf(4, person(1)), rowOf(5, person(3))];
  const run = simulatedRun('run-1', world.accounts[0], rows);
  let allDied = true;
  let went: Went | undefined;
  try {
    for (const [index, step] of [
      ...dieAt,
      ...Array.from({ length: most }, () => Number.POSITIVE_INFINITY),
    ].entries()) {
      const go: Go = { number: index, concurrency: 2, settleMs, timeoutMs: 4_000, dieAt: step, skewMs: 0 };
      went = await oneGo(world, run, go);
      if (index < dieAt.length && went.died === undefined) allDied = false;
      if (went.failed !== undefined) world.broken.push(went.failed);
      await holdToPromises(world, [run]);
      if (index >= dieAt.length && went.creates === 0) break;
    }
    const told = await toldByJournal(world, run);
    const creates = world.accounts[0].sandbox.customers.length;
    return {
      broken: world.broken,
      allDied,
      statuses: [...told.values()].map(({ status }) => status),
      creates,
    };
  } finally {
    world.disk.close();
  }
}
