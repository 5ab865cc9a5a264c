import type { AlreadyImported, NotSentReason, Outcome } from '../model/outcome.js';
import type { Journal } from '../ports.js';
import type { CheckedRow } from './check-row.js';

/** The outcome of a row that the check alone decides. */
export function unsendableOutcome(checked: Extract<CheckedRow, { kind: 'invalid' | 'skipped' }>): Outcome {
  return checked.kind === 'invalid'
    ? { status: 'invalid', issues: checked.issues }
    : { status: 'skipped', reason: checked.reason };
}

/**
 * What a check, which sends nothing, makes of a row.
 * @param known what the account's ledger has for the row's e-mail, where it was asked
 */
export function checkOutcome(checked: CheckedRow, known?: AlreadyImported): Outcome {
  switch (checked.kind) {
    case 'ready':
      return known ?? { status: 'ready' };
    case 'duplicate':
      return { status: 'duplicate', of: checked.of };
    case 'invalid':
    case 'skipped':
      return unsendableOutcome(checked);
  }
}

/** What a run has made of a row, by its journal: what is not in it was not sent. */
export async function journaledOutcome(checked: CheckedRow, journal: Journal): Promise<Outcome> {
  if (checked.kind === 'invalid' || checked.kind === 'skipped') return unsendableOutcome(checked);
  const known = await journal.outcomeOf(checked.raw.row);
  return known ?? { status: 'not-sent', reason: await whyNotSent(checked, journal) };
}

/** A duplicate whose earlier row was rejected was due itself; any other waited for that row. */
async function whyNotSent(
  checked: Extract<CheckedRow, { kind: 'ready' | 'duplicate' }>,
  journal: Journal,
): Promise<NotSentReason> {
  if (checked.kind === 'ready') return 'run-stopped';
  const earlier = await journal.outcomeOf(checked.of);
  return earlier?.status === 'rejected' ? 'run-stopped' : 'waits-for-row';
}
