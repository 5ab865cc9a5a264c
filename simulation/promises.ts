import {
  emailKey,
  journaledOutcome,
  resultRows,
  type EmailKey,
  type Outcome,
  type RawRow,
} from '../packages/core/src/index.js';
import { Life } from './life.js';
import { openStore } from './one-go.js';
import { mappingOf, type SimulatedRun } from './simulated-run.js';
import { apiKey, type SimulatedAccount, type World } from './world.js';

/** What the workbook of a run would say, from its file and its journal alone. */
export async function toldByJournal(world: World, run: SimulatedRun): Promise<ReadonlyMap<number, Outcome>> {
  const life = new Life(Number.POSITIVE_INFINITY, () => undefined);
  const store = openStore(world, life, { now: () => world.time.wallClock(0) });
  if ((await store.run(run.id)) === undefined) return new Map();
  const journal = await store.journal(run.id);
  const told = new Map<number, Outcome>();
  const rows: number[] = [];
  for await (const { raw, outcome } of resultRows(fed(run.rows), mappingOf(run), (row) =>
    journaledOutcome(row, journal),
  )) {
    rows.push(raw.row);
    told.set(raw.row, outcome);
  }
  expect(
    world,
    rows.join() === run.rows.map(({ row }) => row).join(),
    () => 'the rows of the result are not those of the file',
  );
  return told;
}

/** Holds the world to what was promised, after every go of every process. */
export async function holdToPromises(world: World, runs: readonly SimulatedRun[]): Promise<void> {
  for (const account of world.accounts) {
    const told = await Promise.all(
      runs
        .filter((run) => run.account === account)
        .map(async (run) => ({ run, outcomes: await toldByJournal(world, run) })),
    );
    const ours = customersOfOurs(account);
    for (const [email, ids] of ours)
      expect(world, ids.length < 2, () => `${email} was created ${ids.length} times: ${ids.join()}`);
    const made = new Set(
      told.flatMap(({ run, outcomes }) =>
        [...outcomes].flatMap(([row, { status }]) => (owns.has(status) ? [run.emailOf.get(row)] : [])),
      ),
    );
    for (const { run, outcomes } of told)
      for (const [row, outcome] of outcomes)
        holdRow({ world, account, ours, made }, `${run.id} row ${row}`, {
          outcome,
          email: run.emailOf.get(row),
        });
  }
  expect(world, !world.disk.dump().includes(apiKey), () => 'the key is in the journal');
  expect(
    world,
    !/@example\.com|Citizen|0491570/i.test(world.disk.dump()),
    () => 'personal data is in the journal',
  );
}

/** What another row says that waits for it. */
const owns: ReadonlySet<string> = new Set(['created', 'unconfirmed']);

interface Known {
  readonly world: World;
  readonly account: SimulatedAccount;
  readonly ours: ReadonlyMap<EmailKey, readonly string[]>;
  /** E-mails of which some row says that it has created them, or may have. */
  readonly made: ReadonlySet<EmailKey | undefined>;
}

/** What a row says, against what the account holds. */
function holdRow(
  { world, account, ours, made }: Known,
  where: string,
  { outcome, email }: { readonly outcome: Outcome; readonly email: EmailKey | undefined },
): void {
  if (email === undefined) return;
  const customers = ours.get(email) ?? [];
  switch (outcome.status) {
    case 'created':
    case 'exists':
    case 'already-imported':
      return expect(
        world,
        holds(account, outcome.customerId, email),
        () => `${where} says ${outcome.status} ${outcome.customerId}, which is not there for ${email}`,
      );
    case 'not-sent':
    case 'rejected':
      return expect(
        world,
        customers.length === 0 || made.has(email),
        () => `${where} says ${outcome.status}, and ${email} is there: ${customers.join()}`,
      );
    case 'unconfirmed':
    case 'duplicate':
    case 'ready':
    case 'invalid':
    case 'skipped':
  }
}

/** Customers that no one else has made, by e-mail. */
function customersOfOurs({ sandbox, before }: SimulatedAccount): ReadonlyMap<EmailKey, readonly string[]> {
  const ours = new Map<EmailKey, string[]>();
  for (const { id, email } of sandbox.customers) {
    if (before.has(id)) continue;
    const key = emailKey(email);
    ours.set(key, [...(ours.get(key) ?? []), String(id)]);
  }
  return ours;
}

/** Whether a customer's ID is there with an e-mail, or was until somebody deleted it. */
function holds({ sandbox, deleted }: SimulatedAccount, customerId: string, email: EmailKey): boolean {
  if (deleted.get(Number(customerId)) === email) return true;
  return sandbox.customers.some(
    ({ id, email: theirs }) => String(id) === customerId && emailKey(theirs) === email,
  );
}

/** Notes what must never be. */
export function expect(world: World, isSo: boolean, say: () => string): void {
  if (!isSo) world.broken.push(say());
}

async function* fed(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows;
}
