import type { CreateAnswer } from '../api/create-answer.js';
import { nobodysEmail } from '../api/solarproof-api.js';
import type { Outcome, OutcomeOf } from '../model/outcome.js';
import type { SendableRow } from './check-row.js';
import { lookUpCustomer } from './look-up-customer.js';
import { obeyServer } from './obey-server.js';
import type { RunContext } from './run-context.js';
import { existsOutcome, invisibleOutcome, rejectedOutcome } from './to-outcome.js';

/*
 * One row's way from ready to its outcome.
 *
 *   ready ── begin (the intent is in the journal) ──► sending
 *   sending ── nothing left this machine ──► ready, after a back-off; five times: the run stops
 *   sending ── 429 ──► ready, after a pause of the whole run
 *   sending ── key refused; owner of the whole run unknown ──► ready, and the run stops
 *   sending ── 200 with an ID ──► created
 *   sending ── refused by the vendor ──► rejected
 *   sending ── DUPLICATE_EMAIL ──► looked up: exists, rejected (not visible to this key), or unconfirmed
 *   sending ── 403 without a code ──► looked up: the key is refused too (ready, the run stops), else unconfirmed
 *   sending ── anything else ──► unconfirmed; a redirect also stops the run
 *
 * A row that is ready when the run stops is not-sent.
 */

/** A row that can be begun again: its last attempt is known to have had no effect. */
const readyAgain = Symbol('ready again');

/** What an answer can make of a row. */
type SentOutcome = OutcomeOf<'created' | 'exists' | 'rejected' | 'unconfirmed'>;

const notSent: Outcome = { status: 'not-sent', reason: 'run-stopped' };

/**
 * Sends one row and settles it in the journal.
 * @returns its outcome; what a row or a network can do is never thrown
 * @throws what the journal throws
 */
export async function processRow(row: SendableRow, context: RunContext): Promise<Outcome> {
  const { api, clock, journal, control, cutOff } = context;
  const number = row.raw.row;
  let notSentAttempts = 0;
  while (await control.clear()) {
    const claim = await journal.begin({ row: number, emailKey: row.emailKey });
    if (claim.kind === 'settled') return claim.outcome;
    const sentAt = clock.monotonic();
    const answer = await api.create(row.draft, cutOff);
    notSentAttempts = answer.kind === 'not-sent' ? notSentAttempts + 1 : 0;
    const decision = obeyServer(answer, { notSent: notSentAttempts, sentAt }, context);
    const outcome = await interpret(answer, row, context);
    if (outcome !== readyAgain) {
      await keep(number, outcome, context);
      return outcome;
    }
    await journal.release(number);
    if (decision.kind === 'again') await control.sleep(decision.afterMs);
    if (answer.kind === 'not-sent' && answer.cause === 'aborted') break;
  }
  // Another run may have settled it: a stop takes nothing back.
  return (await journal.outcomeOf(number)) ?? notSent;
}

function keep(row: number, outcome: SentOutcome, { journal }: RunContext): Promise<void> {
  return outcome.status === 'unconfirmed'
    ? journal.unconfirm(row, outcome.reason)
    : journal.settle(row, outcome);
}

/** What an answer makes of the row; stops the run where the answer speaks of more than this row. */
async function interpret(
  answer: CreateAnswer,
  row: SendableRow,
  context: RunContext,
): Promise<SentOutcome | typeof readyAgain> {
  const { control, mapping } = context;
  switch (answer.kind) {
    case 'created':
      return { status: 'created', customerId: answer.customerId };
    case 'not-sent':
    case 'throttled':
      return readyAgain;
    case 'key-refused':
      control.stop({ kind: 'key-refused', code: answer.code });
      return readyAgain;
    case 'owner-unknown':
      if (!ownerIsRunWide(row, context)) return rejectedOutcome(row, mapping, answer);
      control.stop({ kind: 'owner-unknown', useremail: row.draft.useremail ?? '' });
      return readyAgain;
    case 'rejected':
      return rejectedOutcome(row, mapping, answer);
    case 'duplicate-email':
      return lookUpDuplicateEmail(row, answer.message, context);
    case 'forbidden':
      return lookUpForbidden(context);
    case 'unknown':
      if (answer.reason === 'redirect') control.stop({ kind: 'redirect', status: answer.status ?? 0 });
      return { status: 'unconfirmed', reason: answer.reason };
  }
}

async function lookUpDuplicateEmail(
  row: SendableRow,
  message: string,
  context: RunContext,
): Promise<SentOutcome> {
  const lookUp = await lookUpCustomer(row.draft.email, context);
  if (lookUp.kind === 'found') return existsOutcome(row, lookUp.customer);
  if (lookUp.kind === 'absent') return invisibleOutcome(row, context.mapping, message);
  return { status: 'unconfirmed', reason: 'look-up-failed' };
}

/** The key is tried with an address that nobody has: a firewall may dislike this row's own wherever it stands. */
async function lookUpForbidden(context: RunContext): Promise<SentOutcome | typeof readyAgain> {
  const lookUp = await lookUpCustomer(nobodysEmail, context);
  if (lookUp.kind !== 'key-refused') return { status: 'unconfirmed', reason: 'forbidden' };
  context.control.stop({ kind: 'key-refused', code: 'HTTP_403' });
  return readyAgain;
}

/** Whether the row's owner came from `--set useremail=…` and not from its own cell. */
function ownerIsRunWide({ raw }: SendableRow, { mapping }: RunContext): boolean {
  const column = mapping.columnOf.get('useremail');
  return (
    mapping.defaults.has('useremail') && (column === undefined || (raw.cells[column] ?? '').trim() === '')
  );
}
