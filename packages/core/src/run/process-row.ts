import type { CreateAnswer } from '../api/create-answer.js';
import { decideRetry, type RetryDecision } from '../api/retry-decision.js';
import type { Outcome } from '../model/outcome.js';
import type { SendableRow } from './check-row.js';
import { lookUpCustomer } from './look-up-customer.js';
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

const notSent: Outcome = { status: 'not-sent', reason: 'run-stopped' };

/** Sends one row and settles it in the journal. @returns its outcome; never throws for what a row or a network can do */
export async function processRow(row: SendableRow, context: RunContext): Promise<Outcome> {
  const { api, journal, control, cutOff } = context;
  const number = row.raw.row;
  let notSentAttempts = 0;
  while (await control.clear()) {
    const claim = await journal.begin({ row: number, emailKey: row.emailKey });
    if (claim.kind === 'settled') return claim.outcome;
    const answer = await api.create(row.draft, cutOff);
    notSentAttempts = answer.kind === 'not-sent' ? notSentAttempts + 1 : 0;
    const decision = decide(answer, notSentAttempts, context);
    const outcome = await interpret(answer, row, context);
    if (outcome !== readyAgain) {
      await journal.settle(number, outcome);
      return outcome;
    }
    await journal.release(number);
    if (decision.kind === 'again') await control.sleep(decision.afterMs);
    if (answer.kind === 'not-sent' && answer.cause === 'aborted') break;
  }
  return notSent;
}

/** Decides what the answer allows, and has the run pause or stop as decided. */
function decide(
  answer: CreateAnswer,
  notSentAttempts: number,
  { clock, control, random }: RunContext,
): RetryDecision {
  const asked = answer.kind === 'throttled' || (answer.kind === 'unknown' && answer.status === 503);
  control.noteAnswer(asked);
  const decision = decideRetry(answer, {
    notSent: notSentAttempts,
    throttling: control.throttling,
    random: random(),
    now: clock.now(),
  });
  if (decision.kind === 'pause-run') {
    control.pause(
      decision.afterMs,
      answer.kind === 'throttled' ? 'too-many-requests' : 'service-unavailable',
    );
  }
  if (decision.kind === 'stop-run' && decision.why === 'unreachable')
    control.stop({ kind: 'unreachable', cause: decision.cause });
  if (decision.kind === 'stop-run' && decision.why === 'throttled-too-long') {
    control.stop({ kind: 'throttled-too-long', seconds: Math.ceil(decision.totalMs / 1000) });
  }
  return decision;
}

/** What an answer makes of the row; stops the run where the answer speaks of more than this row. */
async function interpret(
  answer: CreateAnswer,
  row: SendableRow,
  context: RunContext,
): Promise<Outcome | typeof readyAgain> {
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
      return lookUpForbidden(row, context);
    case 'unknown':
      if (answer.reason === 'redirect') control.stop({ kind: 'redirect', status: answer.status ?? 0 });
      return { status: 'unconfirmed', reason: answer.reason };
  }
}

async function lookUpDuplicateEmail(
  row: SendableRow,
  message: string,
  context: RunContext,
): Promise<Outcome> {
  const lookUp = await lookUpCustomer(row.draft.email, context);
  if (lookUp.kind === 'found') return existsOutcome(row, lookUp.customer);
  if (lookUp.kind === 'absent') return invisibleOutcome(row, context.mapping, message);
  return { status: 'unconfirmed', reason: 'look-up-failed' };
}

async function lookUpForbidden(row: SendableRow, context: RunContext): Promise<Outcome | typeof readyAgain> {
  const lookUp = await lookUpCustomer(row.draft.email, context);
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
