import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFault } from '../packages/sandbox/src/index.js';
import { madeRows } from './made-rows.js';
import { naiveRun } from './naive-client.js';
import { Random } from './random.js';
import { simulate } from './scenario.js';
import { simulatedRun } from './simulated-run.js';
import { smallRun } from './small-run.js';
import { createWorld } from './world.js';

const folder = mkdtempSync(path.join(tmpdir(), 'solarproof-import-simulation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const done = ['created', 'created', 'duplicate', 'created'];

describe('whatever dies, and whenever', () => {
  it('keeps every promise in two thousand worlds', async () => {
    const broken: string[] = [];
    let deaths = 0;
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const told = await simulate(seed, { folder });
      deaths += told.deaths;
      if (told.broken.length > 0) broken.push(`seed ${seed}: ${told.broken.join(' · ')}`);
    }
    expect(broken).toEqual([]);
    expect(deaths).toBeGreaterThan(1_000);
  }, 300_000);

  it('a process that dies at any step of a small run costs nothing once it is resumed', async () => {
    let step = 0;
    for (let allDied = true; allDied;) {
      step += 1;
      const told = await smallRun(folder, [step]);
      ({ allDied } = told);
      expect({ step, ...told }).toEqual({ step, broken: [], allDied, statuses: done, creates: 3 });
    }
    expect(step).toBeGreaterThan(60);
  });

  it('nor do two that die one after the other', async () => {
    for (let first = 3; first < 90; first += 4)
      for (let second = 1; second < 60; second += 5) {
        const { broken, statuses, creates } = await smallRun(folder, [first, second]);
        expect({ first, second, broken, statuses, creates }).toEqual({
          first,
          second,
          broken: [],
          statuses: done,
          creates: 3,
        });
      }
  });
});

describe('the simulation itself', () => {
  it('does the same for the same seed', async () => {
    const traceOf = async (seed: number): Promise<string[]> => {
      const trace: string[] = [];
      await simulate(seed, { folder, onTrace: (said) => trace.push(said) });
      return trace;
    };
    for (const seed of [7, 42, 1_000]) {
      const trace = await traceOf(seed);
      expect(trace.length).toBeGreaterThan(10);
      expect(await traceOf(seed)).toEqual(trace);
    }
  });

  it('finds the customers that a client doubles which looks only at once', async () => {
    let doubled = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const { broken } = await simulate(seed, { folder, settleMs: 1 });
      if (broken.some((said) => said.includes('was created'))) doubled += 1;
    }
    expect(doubled).toBeGreaterThan(0);
  });

  it.each(['racy', 'not-unique'] as const)(
    'finds the customers that a client doubles which sends again, e-mails %s',
    async (emails) => {
      let doubled = 0;
      for (let seed = 1; seed <= 40; seed += 1) doubled += (await naive(seed, emails)).doubled;
      expect(doubled).toBeGreaterThan(20);
    },
  );

  it('finds what a client that sends again takes for duplicates where e-mails are unique', async () => {
    let [doubled, ownAsDuplicates] = [0, 0];
    for (let seed = 1; seed <= 40; seed += 1) {
      const told = await naive(seed, 'unique');
      doubled += told.doubled;
      ownAsDuplicates += told.ownAsDuplicates;
    }
    expect([doubled, ownAsDuplicates > 20]).toEqual([0, true]);
  });
});

/** A client that sends again, against a server of which every third create goes unanswered. */
async function naive(
  seed: number,
  emails: 'unique' | 'racy' | 'not-unique',
): Promise<Awaited<ReturnType<typeof naiveRun>>> {
  const world = createWorld({
    seed,
    accounts: 1,
    folder,
    server: {
      emails,
      lookUps: 'available',
      unknownEmail: 'code',
      rateLimit: Number.POSITIVE_INFINITY,
      latencyMs: { min: 10, max: 50 },
      faults: [parseFault('reset:late=300:every=3'), parseFault('hang:after:every=5')],
      before: [],
      unreachableShare: 0,
    },
  });
  try {
    const rows = madeRows(new Random(seed, 'rows'), { rows: 20, firstPerson: 1 });
    return await naiveRun(world, simulatedRun('naive', world.accounts[0], rows));
  } finally {
    world.disk.close();
  }
}
