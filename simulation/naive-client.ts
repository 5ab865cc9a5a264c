import { createRowCheck, solarProofApi } from '../packages/core/src/index.js';
import { sandboxTransport } from '../packages/testkit/src/sandbox-transport.js';
import { mappingOf, type SimulatedRun } from './simulated-run.js';
import { apiKey, type World } from './world.js';

const mostTries = 3;
const timeoutMs = 4_000;

/** What a client came to that sends again when no answer comes. */
export interface NaiveRun {
  /** E-mails of which there is more than one customer now that this client made. */
  readonly doubled: number;
  /** Rows that it reports as known to Solar Proof, although it was itself that made them. */
  readonly ownAsDuplicates: number;
}

/**
 * The control: a client as most are, which tries again on a time-out, a reset or a 5xx. Against a server that takes an e-mail
 * twice it doubles customers, and the simulation must find it, or it is broken.
 */
export async function naiveRun(world: World, run: SimulatedRun): Promise<NaiveRun> {
  const { sandbox, before } = run.account;
  const clock = world.time.processClock(0, () => true);
  const api = solarProofApi(sandboxTransport(sandbox, { clock, apiKey, timeoutMs }));
  const check = createRowCheck(mappingOf(run));
  let ownAsDuplicates = 0;
  for (const raw of run.rows) {
    const row = check(raw);
    if (row.kind !== 'ready') continue;
    for (let tried = 1; tried <= mostTries; tried += 1) {
      const wasThere = sandbox.customers.some(
        ({ id, email }) => !before.has(id) && email === row.draft.email,
      );
      const answer = await world.time.drive(api.create(row.draft));
      if (answer.kind === 'duplicate-email' && wasThere) ownAsDuplicates += 1;
      if (answer.kind !== 'unknown' && answer.kind !== 'throttled' && answer.kind !== 'not-sent') break;
    }
  }
  await world.time.pass(60_000);
  const made = new Map<string, number>();
  for (const { id, email } of sandbox.customers)
    if (!before.has(id)) made.set(email.toLowerCase(), (made.get(email.toLowerCase()) ?? 0) + 1);
  return { doubled: [...made.values()].filter((count) => count > 1).length, ownAsDuplicates };
}
