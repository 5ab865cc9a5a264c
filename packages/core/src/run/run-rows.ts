import pLimit from 'p-limit';
import { BugError } from '../errors.js';
import type { FinalOutcome, Outcome } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';
import { BoundedTasks } from './bounded-tasks.js';
import type { CheckedRow, RowCheck, SendableRow } from './check-row.js';
import { processRow } from './process-row.js';
import type { RunContext } from './run-context.js';
import { unsendableOutcome } from './row-outcome.js';

/** How one pass of sending is done. */
export interface RunRowsOptions {
  readonly check: RowCheck;
  /** Requests in flight at most, at least 1. */
  readonly concurrency: number;
  /** Told of every row once, in the order in which they end. */
  readonly onOutcome: (checked: CheckedRow, outcome: Outcome) => void;
}

/** Duplicates that may wait for their row before reading on waits for them. */
const mostWaiting = 1_000;

/**
 * Sends every row that is ready, so many at a time, and tells what became of each. Rows are taken from `rows` only as fast
 * as they end. When the run stops, the rest is still read and told, as `not-sent`.
 * @throws what the source or the journal throws
 */
export async function runRows(
  rows: AsyncIterable<RawRow>,
  context: RunContext,
  options: RunRowsOptions,
): Promise<void> {
  const inSlot = pLimit(options.concurrency);
  const sending = new BoundedTasks(options.concurrency);
  const waiting = new BoundedTasks(mostWaiting);
  const underWay = new Map<number, Promise<Outcome>>();

  const follow = async (checked: CheckedRow, outcome: Promise<Outcome>): Promise<void> => {
    underWay.set(checked.raw.row, outcome);
    try {
      options.onOutcome(checked, await outcome);
    } catch (error) {
      // Before anything else: what cannot be noted down must not be sent.
      context.control.stop({ kind: 'failed' });
      throw error;
    } finally {
      underWay.delete(checked.raw.row);
    }
  };
  // A row leaves `underWay` only when all that is known of it is in the journal.
  const outcomeOf = (row: number): Promise<Outcome> => underWay.get(row) ?? outcomeInJournal(row, context);
  const send = (row: SendableRow): Promise<Outcome> => inSlot(() => processRow(row, context));

  const take = async (checked: CheckedRow): Promise<void> => {
    switch (checked.kind) {
      case 'invalid':
      case 'skipped':
        return options.onOutcome(checked, unsendableOutcome(checked));
      case 'ready':
        return sending.start(() => follow(checked, send(checked)));
      case 'duplicate':
        return waiting.start(() =>
          follow(checked, resolveDuplicate(checked, outcomeOf(checked.of), { context, send })),
        );
    }
  };

  try {
    for await (const raw of rows) await take(options.check(raw));
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

async function settled(row: SendableRow, outcome: FinalOutcome, { journal }: RunContext): Promise<Outcome> {
  await journal.settle(row.raw.row, outcome);
  return outcome;
}
