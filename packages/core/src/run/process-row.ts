import type { NotSentReason, Outcome, OutcomeOf, UnknownReason } from '../model/outcome.js';
import type { Claim, OpenAttempt } from '../ports.js';
import { BugError } from '../errors.js';
import type { SendableRow } from './check-row.js';
import { beforeSending } from './earlier-run.js';
import type { RunContext } from './run-context.js';
import { sendRow, type Sent } from './send-row.js';
import { certainAt, settleRow, type OpenRow, type Settled } from './settle-row.js';

/*
 * One row's way from ready to its outcome (design: a row's states). `send-row.ts` has the sending, `settle-row.ts` the looking.
 *
 *   has an outcome in the journal ──► that; the ledger has a customer for its e-mail ──► already-imported
 *   the ledger has an open attempt of another run ──► that one is settled first
 *   ready ── another row found that Solar Proof has no such owner ──► not-sent
 *   ready ── begin (the intent is durable) ──► sending
 *   sending ── nothing left this machine ──► ready, after a back-off; five times: the run stops
 *   sending ── 429 ──► ready, after a pause of the whole run
 *   sending ── key refused; owner of the whole run unknown ──► ready, and the run stops
 *   sending ── 200 with an ID ──► created
 *   sending ── refused by the vendor ──► rejected
 *   sending ── DUPLICATE_EMAIL, and no attempt of ours may have landed ──► looked up: exists, rejected or unconfirmed
 *   sending ── 403 without a code ──► looked up: the key is refused too (ready, the run stops), else unconfirmed
 *   sending ── anything else ──► unconfirmed; a redirect also stops the run
 *   unconfirmed ── settled by looking ──► created, exists, or ready again; after two creates of unknown end: not-sent
 *
 * A row that is ready when the run stops is not-sent; one that is unconfirmed then stays so.
 */

/** How many creates of unknown end a row has in one go. */
const mostUnknownEnds = 2;

/** How a row is taken on. */
export interface ProcessRowOptions {
  /** What the journal has of it: nothing, or that it is open. */
  readonly known: OpenOutcome | undefined;
  /** Called when there is nothing to do for the row but to wait and look. */
  readonly stepAside: () => void;
}

/** Of a row that this run is not done with. */
export type OpenOutcome = OutcomeOf<'unconfirmed' | 'not-sent'>;

/**
 * Takes one row to its outcome.
 * @throws what the journal throws; what a row or a network can do is never thrown
 */
export async function processRow(
  row: SendableRow,
  context: RunContext,
  { known, stepAside }: ProcessRowOptions,
): Promise<Outcome> {
  if (!context.mayCreate && known?.status !== 'unconfirmed') return known ?? notSent('run-stopped');
  await context.lookUps.tryOut();
  const way = new RowWay(row, context, stepAside);
  try {
    return await (known?.status === 'unconfirmed' ? way.fromUnconfirmed(known.reason) : way.fromStart());
  } finally {
    way.leave();
  }
}

/** The moves of one row between ready and unconfirmed. */
class RowWay {
  readonly #row: SendableRow;
  readonly #context: RunContext;
  readonly #stepAside: () => void;
  #again = false;
  #unknownEnds = 0;
  #hasEntered = false;
  #wasSent = false;

  constructor(row: SendableRow, context: RunContext, stepAside: () => void) {
    this.#row = row;
    this.#context = context;
    this.#stepAside = stepAside;
  }

  async fromStart(): Promise<Outcome> {
    const { startedAt } = this.#context;
    const before = await beforeSending(this.#row, this.#context, (email, attempt) =>
      this.#settle(attempt, startedAt, email),
    );
    if (before === 'waits-for-run' || before === 'not-rechecked') return this.#notSent(before);
    if (typeof before === 'object') return before;
    this.#again = before === 'gone';
    return this.#fromReady();
  }

  /** After all else: lets the rows go on that wait for this one's end. */
  leave(): void {
    if (this.#hasEntered) this.#context.canary.leave(this.#wasSent);
  }

  async #fromReady(): Promise<Outcome> {
    if (!this.#hasEntered) await this.#context.canary.enter();
    this.#hasEntered = true;
    for (;;) {
      const sent = await this.#send();
      if (sent === 'owner-unknown') return this.#notSent('user-unknown');
      this.#wasSent ||= sent.kind === 'unknown' || (sent.kind === 'ended' && isOfSending(sent.outcome));
      switch (sent.kind) {
        case 'ended':
          return sent.outcome;
        case 'unknown':
          this.#unknownEnds += 1;
          return this.fromUnconfirmed(sent.reason, sent.endedAt);
        case 'open-elsewhere':
          if (!(await this.#settleElsewhere(sent))) return this.#notSent('waits-for-run');
      }
    }
  }

  /** Sends it, after the rows that try out the same owner. */
  async #send(): Promise<Sent | 'owner-unknown'> {
    const { owners } = this.#context;
    const { useremail } = this.#row.draft;
    if (useremail === undefined) return sendRow(this.#row, this.#again, this.#context);
    if (!(await owners.enter(useremail, this.#stepAside))) return 'owner-unknown';
    let sent: Sent | undefined;
    try {
      sent = await sendRow(this.#row, this.#again, this.#context);
      return sent;
    } finally {
      owners.leave(useremail, sent);
    }
  }

  /** @param endedAt when the attempt ended, by the monotonic clock; default: it was made by an earlier process */
  async fromUnconfirmed(reason: UnknownReason, endedAt = this.#context.startedAt): Promise<Outcome> {
    const { journal } = this.#context;
    const number = this.#row.raw.row;
    const attempt = await journal.attemptOf(number);
    if (attempt === undefined) throw new BugError('NO_OPEN_ATTEMPT', `row ${number} has no open attempt`);
    const settled = await this.#settle(attempt, endedAt);
    switch (settled.kind) {
      case 'open':
        return { status: 'unconfirmed', reason };
      case 'settled': {
        const outcome = reason === 'look-up-failed' ? onlyExists(settled.outcome) : settled.outcome;
        await journal.settle(number, outcome);
        return outcome;
      }
      case 'absent':
        return this.#fromAbsent();
    }
  }

  async #fromAbsent(): Promise<Outcome> {
    const { journal, mayCreate } = this.#context;
    const mayGoOn = mayCreate && this.#unknownEnds < mostUnknownEnds;
    const reason: NotSentReason = mayGoOn ? 'run-stopped' : mayCreate ? 'never-answered' : 'settled-absent';
    if (!mayGoOn) return this.#notSent(reason);
    await journal.release(this.#row.raw.row, reason);
    return this.#fromReady();
  }

  /** Not sent, and why: so that the result can still tell it. */
  async #notSent(reason: NotSentReason): Promise<Outcome> {
    await this.#context.journal.release(this.#row.raw.row, reason);
    return notSent(reason);
  }

  /** @returns whether the other row is settled, so that this one can go on */
  async #settleElsewhere({
    row,
    journal,
    attempt,
  }: Extract<Claim, { kind: 'open-elsewhere' }>): Promise<boolean> {
    const settled = await this.#settle(attempt, this.#context.startedAt);
    if (settled.kind === 'open') return false;
    if (settled.kind === 'settled') await journal.settle(row, settled.outcome);
    else await journal.release(row, 'settled-absent');
    return true;
  }

  #settle(attempt: OpenAttempt, endedAt: number, email = this.#row.draft.email): Promise<Settled> {
    const { lookUps, parked, settleMs } = this.#context;
    if (!lookUps.available) return Promise.resolve({ kind: 'open' });
    const { raw, draft } = this.#row;
    const open: OpenRow = { email, draft, attempt, endedAt };
    this.#stepAside();
    return parked.during(raw.row, certainAt(open, settleMs), () => settleRow(open, this.#context));
  }
}

/** Solar Proof refused the e-mail as known, so nothing came of our create: whoever is there was there before. */
function onlyExists(outcome: OutcomeOf<'created' | 'exists'>): OutcomeOf<'exists'> {
  return outcome.status === 'exists' ? outcome : { status: 'exists', customerId: outcome.customerId };
}

function isOfSending({ status }: Outcome): boolean {
  return status === 'created' || status === 'exists' || status === 'rejected';
}

function notSent(reason: NotSentReason): Outcome {
  return { status: 'not-sent', reason };
}
