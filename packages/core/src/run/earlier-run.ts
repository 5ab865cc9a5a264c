import { personKey } from '../model/customer-draft.js';
import { emailKey } from '../model/email-key.js';
import type { Outcome } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';
import type { Journal, OpenAttempt } from '../ports.js';
import type { SendableRow } from './check-row.js';
import type { RunContext } from './run-context.js';
import type { Settled } from './settle-row.js';

/** What a result workbook that is fed back claims of a row. Anybody can edit a cell, so it only counts when it is confirmed. */
export interface EarlierClaim {
  /** The run that wrote the workbook. */
  readonly runId: string;
  readonly customerId?: string;
  /** The row was unconfirmed then. */
  readonly unsettled?: {
    /** The e-mail that was sent; the row's own may have been corrected since. */
    readonly email: string;
    readonly row: number;
    readonly journal: Journal;
  };
}

/** Tells what a workbook claims of a row; `undefined` where it claims nothing. */
export type EarlierClaims = (raw: RawRow) => Promise<EarlierClaim | undefined>;

/** How a row's open attempt under another e-mail is settled. */
export type SettleEarlier = (email: string, attempt: OpenAttempt) => Promise<Settled>;

/** What earlier runs make of a row. */
export type Before = Outcome | 'gone' | 'none' | 'waits-for-run' | 'not-rechecked';

/**
 * What earlier runs make of a row before it is sent: it may be imported already.
 * @returns its outcome; `gone` where the ledger's customer was looked up and is no more; `none` where nothing speaks against sending;
 *   or why it is not sent now
 */
export async function beforeSending(
  row: SendableRow,
  context: RunContext,
  settle: SettleEarlier,
): Promise<Before> {
  const known = await recheck(row, context);
  if (known !== 'none') return known;
  const claim = await context.earlierClaims?.(row.raw);
  if (claim === undefined) return 'none';
  if (claim.unsettled) return underOldEmail(row, claim, { context, settle });
  return claim.customerId === undefined ? 'none' : confirmed(row, claim, context);
}

/** `--recheck`: is the customer that the ledger knows still there? */
async function recheck(row: SendableRow, context: RunContext): Promise<Before> {
  const { journal, lookUps } = context;
  if (!context.recheck) return 'none';
  const known = await journal.knownCustomer(row.emailKey, personKey(row.draft));
  if (known === undefined) return 'none';
  const found = await lookUps.byEmail(row.draft.email);
  if (found.kind === 'absent') return 'gone';
  if (found.kind !== 'found') return 'not-rechecked';
  return imported(row, { ...known.outcome, customerId: found.customer.customerId }, context);
}

/** An ID that only the workbook knows counts where a look-up shows the same. */
async function confirmed(
  row: SendableRow,
  { runId, customerId }: EarlierClaim,
  context: RunContext,
): Promise<Before> {
  const { clock, journal, lookUps } = context;
  if ((await journal.knownCustomer(row.emailKey, personKey(row.draft))) !== undefined) return 'none';
  const found = await lookUps.byEmail(row.draft.email);
  if (found.kind === 'absent') return 'none';
  if (found.kind !== 'found') return 'not-rechecked';
  if (found.customer.customerId !== customerId) return 'none';
  return imported(row, { status: 'already-imported', customerId, runId, at: at(clock.now()) }, context);
}

/** A row that was unconfirmed and whose e-mail was corrected since is settled under the one that was sent. */
async function underOldEmail(
  row: SendableRow,
  { runId, unsettled }: EarlierClaim,
  { context, settle }: { context: RunContext; settle: SettleEarlier },
): Promise<Before> {
  // Under the same e-mail the ledger knows of it.
  if (unsettled === undefined || emailKey(unsettled.email) === row.emailKey) return 'none';
  const attempt = await unsettled.journal.attemptOf(unsettled.row);
  if (attempt === undefined) return 'none';
  const settled = await settle(unsettled.email, attempt);
  if (settled.kind === 'open') return 'waits-for-run';
  if (settled.kind === 'absent') {
    await unsettled.journal.release(unsettled.row, 'settled-absent');
    return 'none';
  }
  const { outcome } = settled;
  await unsettled.journal.settle(unsettled.row, outcome);
  if (outcome.status === 'exists') return 'none';
  const { customerId } = outcome;
  return imported(
    row,
    { status: 'already-imported', customerId, runId, at: at(context.clock.now()) },
    context,
  );
}

async function imported(
  row: SendableRow,
  outcome: Extract<Outcome, { status: 'already-imported' }>,
  { journal }: RunContext,
): Promise<Outcome> {
  await journal.settle(row.raw.row, outcome, { emailKey: row.emailKey, person: personKey(row.draft) });
  return outcome;
}

function at(now: Date): string {
  return now.toISOString();
}
