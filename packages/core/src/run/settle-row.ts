import type { FoundCustomer } from '../api/wire.js';
import { identityOf } from '../model/identity.js';
import type { OutcomeOf } from '../model/outcome.js';
import type { OpenAttempt } from '../ports.js';
import type { RunContext } from './run-context.js';
import { existsOutcome } from './to-outcome.js';

/*
 * How a row is settled of which nobody knows whether its create had an effect: by looking, never by sending again on hope.
 *
 *   look-ups at 1/45, 1/9 and 1/3 of the settle time after the attempt's end: our customer is there ──► created
 *   two look-ups begun after the settle time, the second 1/9 of it after the first's answer:
 *     our customer ──► created · nobody, both times ──► absent · anything unclear ──► stays open
 *     somebody else's, and ours is not in the account's list either ──► exists
 *
 * That ours is there is final whenever it is seen. That it is not there, or that somebody else is, only counts after the
 * settle time: until then a slow server may still store it.
 */

/** A row that nobody knows the end of. */
export interface OpenRow {
  readonly email: string;
  readonly attempt: OpenAttempt;
  /** When the attempt ended, by the monotonic clock; of an earlier process, when this one began. */
  readonly endedAt: number;
  /** `personKey`'s fields of the row that waits, for telling of another name. */
  readonly draft: { readonly firstname: string; readonly surname: string };
}

/** What looking came to. */
export type Settled =
  | { readonly kind: 'settled'; readonly outcome: OutcomeOf<'created' | 'exists'> }
  /** Proven: the attempt has had no effect, and will have none. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'open' };

type Seen =
  | { readonly kind: 'ours' | 'other'; readonly customer: FoundCustomer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' };

const earlyLooks = [1 / 45, 1 / 9, 1 / 3] as const;
const betweenLastLooks = 1 / 9;

/** When a row is certain at the latest, by the monotonic clock, if its look-ups are answered at once. */
export function certainAt({ endedAt }: Pick<OpenRow, 'endedAt'>, settleMs: number): number {
  return endedAt + settleMs * (1 + betweenLastLooks);
}

/** Settles a row by looking; takes as long as it must. Stays open where the run stops. */
export async function settleRow(open: OpenRow, context: RunContext): Promise<Settled> {
  const { control, clock, settleMs } = context;
  for (const share of earlyLooks) {
    if (!(await control.sleepUntil(open.endedAt + settleMs * share))) return stillOpen;
    // Its time is over already: the looks that count are next.
    if (clock.monotonic() >= open.endedAt + settleMs) break;
    const seen = await look(open, context);
    if (seen.kind === 'ours') return created(seen.customer);
  }
  if (!(await control.sleepUntil(open.endedAt + settleMs))) return stillOpen;
  const first = await look(open, context);
  if (first.kind === 'ours') return created(first.customer);
  if (!(await control.sleepUntil(clock.monotonic() + settleMs * betweenLastLooks))) return stillOpen;
  const second = await look(open, context);
  switch (second.kind) {
    case 'ours':
      return created(second.customer);
    case 'other':
      return searchList(open, second.customer, context);
    case 'absent':
      return first.kind === 'absent' ? { kind: 'absent' } : stillOpen;
    case 'unclear':
      return stillOpen;
  }
}

const stillOpen: Settled = { kind: 'open' };

async function look(open: OpenRow, { lookUps }: RunContext): Promise<Seen> {
  const answer = await lookUps.byEmail(open.email);
  switch (answer.kind) {
    case 'found':
      return { kind: isOurs(open, answer.customer) ? 'ours' : 'other', customer: answer.customer };
    case 'absent':
      return { kind: 'absent' };
    case 'key-refused':
    case 'forbidden':
    case 'unclear':
      return { kind: 'unclear' };
  }
}

/** A server may allow an e-mail twice and show the other one. */
async function searchList(open: OpenRow, other: FoundCustomer, { listSearch }: RunContext): Promise<Settled> {
  const found = await listSearch.find({
    email: open.email,
    isOurs: (customer) => isOurs(open, customer),
  });
  switch (found.kind) {
    case 'found':
      return created(found.customer);
    case 'absent':
      return { kind: 'settled', outcome: existsOutcome(open, other) };
    case 'unclear':
      return stillOpen;
  }
}

function created({ customerId }: FoundCustomer): Settled {
  return { kind: 'settled', outcome: { status: 'created', customerId, confirmed: true } };
}

/** Ours has the names and the phone that were sent, and is not older than the attempt. */
function isOurs({ attempt }: OpenRow, customer: FoundCustomer): boolean {
  return attempt.isOurs(identityOf(customer)) && !isBefore(customer.created, attempt.began);
}

/** Whether a date of the vendor's, which has no zone, is more than a day before a moment. One that cannot be read is not. */
function isBefore(created: string, moment: Date): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(created);
  if (!day) return false;
  const [, year, month, date] = day.map(Number);
  const madeOn = Date.UTC(year ?? 0, (month ?? 1) - 1, date);
  const beganOn = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  return beganOn - madeOn > dayMs;
}

const dayMs = 86_400_000;
