import type { EmailRule } from '../packages/sandbox/src/index.js';
import { drawnFaults } from './drawn-faults.js';
import { person, rowOf } from './made-rows.js';
import { naiveRun } from './naive-client.js';
import { oneGo } from './one-go.js';
import { toldByJournal } from './promises.js';
import { Random } from './random.js';
import { simulatedRun, type SimulatedRun } from './simulated-run.js';
import { createWorld, type World } from './world.js';

const rowsPerRun = 200;
const latestMs = 8_500;
const mostGoes = 300;

/** What a client did to many rows. */
export interface Doubles {
  readonly emails: EmailRule;
  readonly client: string;
  /** E-mails with more than one customer of its making. */
  readonly doubled: number;
  /** Rows that it calls known to Solar Proof although it made them. */
  readonly ownAsDuplicates: number;
}

/** Has three clients import so many rows, 15 % of the calls faulty, one to three crashes in each run of ours. */
export async function doublesTable(rows: number, folder: string): Promise<readonly Doubles[]> {
  const told: Doubles[] = [];
  for (const emails of ['not-unique', 'unique'] as const) {
    for (const [client, settleMs] of [
      ['sends again when no answer comes', undefined],
      ['durable intent, looks at once', 1],
      ['durable intent, looks until the settle time is over', 9_000],
    ] as const) {
      let [doubled, ownAsDuplicates] = [0, 0];
      for (let seed = 1; seed <= Math.ceil(rows / rowsPerRun); seed += 1) {
        const world = faultyWorld(seed, emails, folder);
        const run = simulatedRun(`run-${seed}`, world.accounts[0], people());
        const got = settleMs === undefined ? await naiveRun(world, run) : await ourRun(world, run, settleMs);
        doubled += got.doubled;
        ownAsDuplicates += got.ownAsDuplicates;
        world.disk.close();
      }
      told.push({ emails, client, doubled, ownAsDuplicates });
    }
  }
  return told;
}

function people(): SimulatedRun['rows'] {
  return Array.from({ length: rowsPerRun }, (_, index) => rowOf(index + 2, person(index + 1)));
}

function faultyWorld(seed: number, emails: EmailRule, folder: string): World {
  const faultiness = { share: 0.15, latestMs, mayLookUp: true, onlyLost: true };
  return createWorld({
    seed,
    accounts: 1,
    folder,
    server: {
      emails,
      lookUps: 'available',
      unknownEmail: 'code',
      rateLimit: Number.POSITIVE_INFINITY,
      latencyMs: { min: 10, max: 100 },
      faults: drawnFaults(new Random(seed, 'faults'), faultiness, rowsPerRun * 3),
      before: [],
      unreachableShare: 0,
    },
  });
}

async function ourRun(
  world: World,
  run: SimulatedRun,
  settleMs: number,
): Promise<Pick<Doubles, 'doubled' | 'ownAsDuplicates'>> {
  const draw = new Random(world.seed, 'deaths');
  const deaths = draw.whole(1, 3);
  for (let number = 1; number <= mostGoes; number += 1) {
    const dieAt = number <= deaths ? draw.whole(50, rowsPerRun * 8) : Number.POSITIVE_INFINITY;
    await oneGo(world, run, { number, concurrency: 8, settleMs, timeoutMs: 4_000, dieAt, skewMs: 0 });
    const told = [...(await toldByJournal(world, run)).values()];
    if (number > deaths && told.every(({ status }) => status === 'created' || status === 'exists')) break;
  }
  await world.time.pass(60_000);
  const made = new Map<string, number>();
  for (const { email } of run.account.sandbox.customers) made.set(email, (made.get(email) ?? 0) + 1);
  const told = [...(await toldByJournal(world, run)).values()];
  return {
    doubled: [...made.values()].filter((count) => count > 1).length,
    ownAsDuplicates: told.filter(({ status }) => status === 'exists').length,
  };
}
