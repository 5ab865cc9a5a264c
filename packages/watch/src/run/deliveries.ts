import { exitCodes, SourceError, type Clock, type Delivery } from '@solarproof-import/importer';
import { deliver } from '../delivery/deliver.js';
import type { Delivered, DeliveryContext, Taken, Waiting } from '../delivery/delivery-context.js';
import { setAsideFailed } from '../delivery/end-delivery.js';
import { areOpenRowsDue, settleOpenRows } from '../delivery/settle-open-rows.js';
import { waitingFor } from '../delivery/waiting-for.js';
import type { WatchedFolder } from '../watched-folder.js';
import { linkSignal } from './linked-signal.js';
import type { PassTally } from './pass-tally.js';
import { Pauses } from './pauses.js';
import type { TroubleNotices, Troubles } from './troubles.js';

/** What deliveries of one folder have in common. */
export interface DeliveriesOptions {
  readonly folder: WatchedFolder;
  readonly clock: Clock;
  readonly troubles: Troubles;
}

/** How long the first pause is, in polls: half a minute, where there is one every 5 s. */
const pollsOfPause = 6;
const longestPauseMs = 900_000;

/** After so many failures of the program with one file, it is the file that is put away. */
const mostFailures = 3;

/** Takes deliveries on, and lets those wait that cannot: an account that is down waits as a whole, everything else for itself. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #pauses: Pauses;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
    const firstMs = options.folder.pollMs * pollsOfPause;
    this.#pauses = new Pauses(options.clock, { firstMs, mostMs: Math.max(firstMs, longestPauseMs) });
  }

  /** Whether nothing of this folder can be sent for now. */
  mustWait({ stop }: Pick<DeliveryContext, 'stop'>): boolean {
    return stop.aborted || this.#pauses.isPaused(account);
  }

  /** Takes one on that was taken before. @param judged its SHA-256 when it was judged in the inbox */
  async goOn(
    taken: Taken,
    context: DeliveryContext,
    { tally, judged }: { tally: PassTally; judged?: string },
  ): Promise<void> {
    // Why all wait was told, and counted, when they began to.
    if (this.mustWait(context)) return;
    if (this.#pauses.isPaused(taken.id)) return tally.note(exitCodes.stopped);
    const delivered = await withOwnSignals(context, async (own) =>
      this.#failedForGood(taken, own, await deliver(taken, own, judged)),
    );
    tally.add(delivered);
    await this.#note(taken, delivered);
  }

  /** Goes on with rows that are open of files that are done. */
  async settleOpen(context: DeliveryContext, tally: PassTally): Promise<void> {
    const { deliveries } = context.state.store;
    for (const delivery of await deliveries.list({ folder: context.mark, state: 'done', open: true })) {
      if (this.mustWait(context)) return;
      if (!(await this.#isDue(delivery, context)) || this.#pauses.isPaused(delivery.id)) continue;
      const taken = { id: delivery.id, dir: '', name: delivery.name };
      try {
        if ((await withOwnSignals(context, (own) => settleOpenRows(delivery, own))) === 'settled')
          this.#pauses.clear(delivery.id);
        else tally.note(exitCodes.attention);
      } catch (error) {
        const waiting = waitingFor(error);
        tally.add(waiting);
        await this.#note(taken, waiting);
      }
    }
  }

  async #isDue({ runId }: Delivery, { state, clock, folder }: DeliveryContext): Promise<boolean> {
    const run = runId === undefined ? undefined : await state.store.run(runId);
    return areOpenRowsDue(run, clock.now(), folder.pollMs * pollsOfPause);
  }

  async #failedForGood(taken: Taken, context: DeliveryContext, delivered: Delivered): Promise<Delivered> {
    if (delivered.kind !== 'waits' || delivered.trouble !== 'program') return delivered;
    if (this.#pauses.times(taken.id) + 1 < mostFailures) return delivered;
    const delivery = await context.state.store.deliveries.find(taken.id);
    // Once a run has begun, its rows are not given up.
    if (
      delivery === undefined ||
      (delivery.runId !== undefined && (await context.state.store.run(delivery.runId)))
    )
      return delivered;
    const error = new SourceError('UNEXPECTED', delivered.message);
    return setAsideFailed(taken, { delivery, error }, context).catch(waitingFor);
  }

  async #note(taken: Taken, delivered: Delivered): Promise<void> {
    const { troubles, folder } = this.#options;
    const file = `processing/${taken.name}`;
    if (delivered.kind !== 'waits') {
      this.#pauses.clear(taken.id);
      await troubles.over('file', file);
      return delivered.kind === 'ended' ? this.#accountGoesOn() : undefined;
    }
    this.#pauses.pause(delivered.for === 'account' ? account : taken.id);
    const { code, message } = delivered;
    const found =
      delivered.for === 'account'
        ? ({ cause: 'account', of: folder.account.name } as const)
        : ({ cause: 'file', of: file } as const);
    await troubles.note({ ...found, code, message }, this.#notices(delivered));
  }

  async #accountGoesOn(): Promise<void> {
    this.#pauses.clear(account);
    await this.#options.troubles.over('account', this.#options.folder.account.name, { over: 'service-back' });
  }

  #notices({ trouble }: Waiting): TroubleNotices {
    const downMs = (this.#options.folder.notify?.serviceDownMinutes ?? 15) * 60_000;
    switch (trouble) {
      case 'key':
        return { kind: 'key-refused', afterMs: 0, over: 'service-back' };
      case 'program':
        return { kind: 'file-stuck', afterMs: 0 };
      case 'machine':
        return { kind: 'service-down', afterMs: 0, over: 'service-back' };
      case 'service':
      case 'locked':
        return { kind: 'service-down', afterMs: downMs, over: 'service-back' };
      case 'folder':
        return { kind: 'file-stuck', afterMs: downMs };
    }
  }
}

/** What a run hangs on its signals goes with it. */
async function withOwnSignals<T>(
  context: DeliveryContext,
  act: (own: DeliveryContext) => Promise<T>,
): Promise<T> {
  const [stop, cutOff] = [linkSignal(context.stop), linkSignal(context.cutOff)];
  try {
    return await act({ ...context, stop: stop.signal, cutOff: cutOff.signal });
  } finally {
    stop.release();
    cutOff.release();
  }
}

/** The account's own pause; no delivery is called so. */
const account = 'account';
