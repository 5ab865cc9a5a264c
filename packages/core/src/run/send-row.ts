import type { CreateAnswer } from '../api/create-answer.js';
import { nobodysEmail } from '../api/solarproof-api.js';
import { personKey } from '../model/customer-draft.js';
import { identityOf } from '../model/identity.js';
import type { Outcome, OutcomeOf, UnknownReason } from '../model/outcome.js';
import type { Claim, Intent } from '../ports.js';
import type { SendableRow } from './check-row.js';
import { obeyServer } from './obey-server.js';
import { whenClear } from './request-way.js';
import type { RunContext } from './run-context.js';
import { existsOutcome, invisibleOutcome, rejectedOutcome } from './to-outcome.js';

/** What sending a row came to. The journal has what of it must be durable. */
export type Sent =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** The create may have had its effect. `endedAt` by the monotonic clock. */
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly endedAt: number }
  /** An attempt for this e-mail is open elsewhere; nothing was sent. */
  | Extract<Claim, { kind: 'open-elsewhere' }>;

/** What an answer makes of a row: an end, not known, or ready again, since it is known to have had no effect. */
type Verdict = OutcomeOf<'created' | 'exists' | 'rejected'> | UnknownReason | 'ready-again';

interface Answered {
  readonly answer: CreateAnswer;
  readonly sentAt: number;
  readonly endedAt: number;
  /** An earlier attempt for this e-mail may still have its effect. */
  readonly mayHaveLanded: boolean;
}

/**
 * Sends a row, again only while it is known that nothing came of it, and settles it in the journal where its end is known.
 * @param again the ledger's customer was looked up and is gone
 * @throws what the journal throws
 */
export async function sendRow(row: SendableRow, again: boolean, context: RunContext): Promise<Sent> {
  const { journal, control } = context;
  const number = row.raw.row;
  for (let notSent = 0; ;) {
    const got = await createInSlot(row, again, context);
    if (got === undefined) return { kind: 'ended', outcome: await whatIsKnown(number, context) };
    if (got === 'paused') continue;
    if ('kind' in got) return got.kind === 'settled' ? { kind: 'ended', outcome: got.outcome } : got;
    const { answer, sentAt, endedAt } = got;
    notSent = answer.kind === 'not-sent' ? notSent + 1 : 0;
    const decision = obeyServer(answer, { notSent, sentAt }, context);
    const verdict = await judge(row, got, context);
    if (answer.kind !== 'not-sent' && answer.kind !== 'throttled')
      control.noteCreate(isUnanswered(answer, verdict), sentAt);
    if (verdict === 'ready-again') {
      await journal.release(number);
      if (answer.kind === 'not-sent' && answer.cause === 'aborted') continue;
      if (decision.kind === 'again') await control.sleep(decision.afterMs);
    } else if (typeof verdict === 'string') {
      await journal.unconfirm(number, verdict);
      return { kind: 'unknown', reason: verdict, endedAt };
    } else {
      await journal.settle(number, verdict);
      return { kind: 'ended', outcome: verdict };
    }
  }
}

/** The create itself: a slot, the durable intent, one's turn, one request. In this order, so that no intent waits for a slot. */
async function createInSlot(
  row: SendableRow,
  again: boolean,
  context: RunContext,
): Promise<Answered | Exclude<Claim, { kind: 'claimed' }> | 'paused' | undefined> {
  const { api, clock, control, cutOff, journal, rate } = context;
  return whenClear(context, 'create', async () => {
    const claim = await journal.begin(intentOf(row, again, clock.now()));
    if (claim.kind !== 'claimed') return claim;
    const goesOn = (await rate.turn(control.stopping)) && control.isClear('create');
    if (!goesOn) {
      await journal.release(row.raw.row);
      return 'paused';
    }
    const sentAt = clock.monotonic();
    const answer = await api.create(row.draft, cutOff);
    return { answer, sentAt, endedAt: clock.monotonic(), mayHaveLanded: claim.mayHaveLanded };
  });
}

function intentOf({ raw, emailKey, draft }: SendableRow, again: boolean, at: Date): Intent {
  const person = personKey(draft);
  return { row: raw.row, emailKey, identity: identityOf(draft), person, at, ...(again ? { again } : {}) };
}

/** Another run may have settled it: a stop takes nothing back. */
async function whatIsKnown(row: number, { journal }: RunContext): Promise<Outcome> {
  return (await journal.outcomeOf(row)) ?? { status: 'not-sent', reason: 'run-stopped' };
}

/** A create that the server left without an answer of any use. A known e-mail and a refusal are answers. */
function isUnanswered(answer: CreateAnswer, verdict: Verdict): boolean {
  return answer.kind === 'unknown' || (answer.kind === 'forbidden' && verdict === 'forbidden');
}

/** What an answer makes of the row; stops the run where the answer speaks of more than this row. */
async function judge(row: SendableRow, answered: Answered, context: RunContext): Promise<Verdict> {
  const { control, journal } = context;
  const { answer } = answered;
  switch (answer.kind) {
    case 'created': {
      const { customerId } = answer;
      if (!(await journal.isOfAnother(customerId, row.emailKey))) return { status: 'created', customerId };
      control.stop({ kind: 'id-of-another', customerId });
      return 'id-of-another';
    }
    case 'not-sent':
    case 'throttled':
      return 'ready-again';
    case 'key-refused':
      control.stop({ kind: 'key-refused', code: answer.code });
      return 'ready-again';
    case 'owner-unknown':
      if (!ownerIsRunWide(row, context)) return rejectedOutcome(row, answer);
      control.stop({ kind: 'owner-unknown', useremail: row.draft.useremail ?? '' });
      return 'ready-again';
    case 'rejected':
      return rejectedOutcome(row, answer);
    case 'duplicate-email':
      return answered.mayHaveLanded ? 'duplicate-of-own' : judgeDuplicate(row, answer.message, context);
    case 'forbidden':
      return judgeForbidden(context);
    case 'unknown':
      if (answer.reason === 'redirect') control.stop({ kind: 'redirect', status: answer.status ?? 0 });
      return answer.reason;
  }
}

async function judgeDuplicate(row: SendableRow, message: string, { lookUps }: RunContext): Promise<Verdict> {
  const found = await lookUps.byEmail(row.draft.email);
  if (found.kind === 'found') return existsOutcome(row, found.customer);
  return found.kind === 'absent' ? invisibleOutcome(row, message) : 'look-up-failed';
}

/** The key is tried with an address that nobody has: a firewall may dislike this row's own wherever it stands. */
async function judgeForbidden({ lookUps, control }: RunContext): Promise<Verdict> {
  const { kind } = await lookUps.byEmail(nobodysEmail);
  if (kind !== 'key-refused' && kind !== 'forbidden') return 'forbidden';
  control.stop({ kind: 'key-refused', code: 'HTTP_403' });
  return 'ready-again';
}

/** Whether the row's owner came from `--set useremail=…` and not from its own cell. */
function ownerIsRunWide({ raw }: SendableRow, { mapping }: RunContext): boolean {
  const column = mapping.columnOf.get('useremail');
  return (
    mapping.defaults.has('useremail') && (column === undefined || (raw.cells[column] ?? '').trim() === '')
  );
}
