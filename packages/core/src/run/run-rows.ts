import { BugError } from '../errors.js';
import type { Outcome, SettledOutcome } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';
import { BoundedTasks } from './bounded-tasks.js';
import type { CheckedRow, RowCheck, SendableRow } from './check-row.js';
import { ErrorTally, type ErrorLimit } from './error-limit.js';
import { processRow } from './process-row.js';
import type { RunContext } from './run-context.js';
import { unsendableOutcome } from './row-outcome.js';

/** How one pass of sending is done. */
export interface RunRowsOptions {
  readonly check: RowCheck;
  /** Rows that are sent at once at most, at least 1. */
  readonly concurrency: number;
  /** How many rows may go wrong before the run stops; default any number. */
  readonly maxErrors?: ErrorLimit | undefined;
  /** Told of every row once, in the order in which they end. */
  readonly onOutcome: (checked: CheckedRow, outcome: Outcome) => void;
}

/** Duplicates that may wait for their row before reading on waits for them. */
const mostWaiting = 1_000;
/** Rows without an answer that may wait apart until they are certain, before they hold up the others. */
const mostParked = 10_000;

/**
 * Sends every row that is ready, so many at a time, settles those that are left open, and tells what became of each. Rows are
 * taken from `rows` only as fast as they end. When the run stops, the rest is still read and told, as `not-sent`.
 * @throws what the source or the journal throws
 */
export async function runRows(
  rows: AsyncIterable<RawRow>,
  context: RunContext,
  options: RunRowsOptions,
): Promise<void> {
  const { control, parked } = context;
  const sending = new BoundedTasks(options.concurrency, mostParked);
  const waiting = new BoundedTasks(mostWaiting);
  const errors = new ErrorTally(options.maxErrors);
  const underWay = new Map<number, Promise<Outcome>>();

  const follow = async (checked: CheckedRow, outcome: Promise<Outcome>): Promise<void> => {
    underWay.set(checked.raw.row, outcome);
    try {
      options.onOutcome(checked, await outcome);
    } catch (error) {
      // Before anything else: what cannot be noted down must not be sent.
      control.stop({ kind: 'failed' });
      throw error;
    } finally {
      underWay.delete(checked.raw.row);
    }
  };
  // A row leaves `underWay` only when all that is known of it is in the journal.
  const outcomeOf = (row: number): Promise<Outcome> => underWay.get(row) ?? outcomeInJournal(row, context);
  const send = async (row: SendableRow, stepAside = (): void => undefined): Promise<Outcome> => {
    const known = await context.journal.outcomeOf(row.raw.row);
    if (known !== undefined && known.status !== 'unconfirmed' && known.status !== 'not-sent') return known;
    const outcome = await processRow(row, context, { known, stepAside });
    if (outcome.status === 'not-sent' || outcome.status === 'already-imported') return outcome;
    if (errors.exceeds(outcome)) control.stop({ kind: 'too-many-errors', errors: errors.errors });
    return outcome;
  };

  const take = async (checked: CheckedRow): Promise<void> => {
    switch (checked.kind) {
      case 'invalid':
      case 'skipped':
        return options.onOutcome(checked, unsendableOutcome(checked));
      case 'ready':
        return sending.start((stepAside) => follow(checked, send(checked, stepAside)));
      case 'duplicate':
        return waiting.start(() =>
          follow(checked, resolveDuplicate(checked, outcomeOf(checked.of), { context, send })),
        );
    }
  };

  try {
    for await (const raw of rows) await take(options.check(raw));
    if (parked.size > 0) control.tell({ event: 'waiting', reason: 'settling', seconds: parked.seconds });
  } finally {
    // Whatever ended the reading, what is under way is waited for: its outcome is to be known.
    await sending.settled();
    await waiting.settled();
  }
  await sending.idle();
  await waiting.idle();
}

async function outcomeInJournal(row: number, { journal }: RunContext): Promise<Outcome> {
  return (await journal.outcomeOf(row)) ?? { status: 'not-sent', reason: 'run-stopped' };
}

interface Resolving {
  readonly context: RunContext;
  readonly send: (row: SendableRow) => Promise<Outcome>;
}

/** What the fate of the earlier row makes of a duplicate (design: a row's states). */
async function resolveDuplicate(
  row: SendableRow & { readonly of: number },
  earlier: Promise<Outcome>,
  { context, send }: Resolving,
): Promise<Outcome> {
  const outcome = await earlier;
  switch (outcome.status) {
    case 'created':
    case 'exists':
    case 'already-imported':
      return settled(row, { status: 'duplicate', of: row.of, customerId: outcome.customerId }, context);
    case 'duplicate':
      return settled(row, outcome, context);
    case 'rejected':
      return send(row);
    case 'unconfirmed':
    case 'not-sent':
      return { status: 'not-sent', reason: 'waits-for-row' };
    case 'ready':
    case 'invalid':
    case 'skipped':
      throw new BugError(
        'DUPLICATE_OF_UNSENDABLE',
        `row ${row.raw.row} waits for row ${row.of}, which is ${outcome.status}`,
      );
  }
}

async function settled(row: SendableRow, outcome: SettledOutcome, { journal }: RunContext): Promise<Outcome> {
  await journal.settle(row.raw.row, outcome);
  return outcome;
}
