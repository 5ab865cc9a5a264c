import path from 'node:path';
import { exitCodes, SourceError, type Clock, type Delivery } from '@solarproof-import/importer';
import { deliver } from '../delivery/deliver.js';
import type { Delivered, DeliveryContext, Taken, Waiting } from '../delivery/delivery-context.js';
import { setAsideFailed } from '../delivery/end-delivery.js';
import { areOpenRowsDue, settleOpenRows } from '../delivery/settle-open-rows.js';
import { waitingFor } from '../delivery/waiting-for.js';
import type { WatchedFolder } from '../watched-folder.js';
import { placeOf } from '../folder/layout.js';
import { linkSignal } from './linked-signal.js';
import type { PassTally } from './pass-tally.js';
import { Pauses } from './pauses.js';
import type { TroubleNotices, Troubles } from './troubles.js';

/** What deliveries of one folder have in common. */
export interface DeliveriesOptions {
  readonly folder: WatchedFolder;
  readonly clock: Clock;
  readonly troubles: Troubles;
  /** The accounts that this process is sending to, or looking customers up in, right now. */
  readonly busy: Set<string>;
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
    return stop.aborted || this.#pauses.isPaused(account) || this.#options.busy.has(this.#account);
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
    const delivered = await this.#alone(context, async (own) =>
      this.#failedForGood(taken, own, await deliver(taken, own, judged)),
    );
    tally.add(delivered);
    await this.#note({ id: taken.id, of: troubleOf(taken, context) }, delivered);
  }

  /** Goes on with the open rows of one file that is done; others have their turn at the next poll. */
  async settleOpen(context: DeliveryContext, tally: PassTally): Promise<void> {
    const { deliveries } = context.state.store;
    for (const delivery of await deliveries.list({ folder: context.mark, state: 'done', open: true })) {
      if (this.mustWait(context)) return;
      if (!(await this.#isDue(delivery, context)) || this.#pauses.isPaused(delivery.id)) continue;
      const { id, place: of = '' } = delivery;
      const settled = await this.#alone(context, (own) => settleOpenRows(delivery, own).catch(waitingFor));
      if (typeof settled === 'object') {
        tally.add(settled);
        return this.#note({ id, of }, settled);
      }
      if (settled === 'open') tally.note(exitCodes.attention);
      return this.#note({ id, of }, { kind: 'ended', attention: false, reached: 'service' });
    }
  }

  /** One run of an account at a time, also in this process; and what a run hangs on its signals goes with it. */
  async #alone<T>(context: DeliveryContext, act: (own: DeliveryContext) => Promise<T>): Promise<T> {
    const { busy } = this.#options;
    const [stop, cutOff] = [linkSignal(context.stop), linkSignal(context.cutOff)];
    busy.add(this.#account);
    try {
      return await act({ ...context, stop: stop.signal, cutOff: cutOff.signal });
    } finally {
      busy.delete(this.#account);
      stop.release();
      cutOff.release();
    }
  }

  get #account(): string {
    const { name, host } = this.#options.folder.account;
    return JSON.stringify([host, name]);
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

  async #note({ id, of }: { readonly id: string; readonly of: string }, delivered: Delivered): Promise<void> {
    const { troubles, folder } = this.#options;
    if (delivered.kind !== 'waits') {
      this.#pauses.clear(id);
      await troubles.over('file', of);
      return delivered.kind === 'ended' ? this.#accountGoesOn(delivered.reached) : undefined;
    }
    this.#pauses.pause(delivered.for === 'account' ? account : id);
    const { code, message } = delivered;
    const found =
      delivered.for === 'account'
        ? ({ cause: 'account', of: folder.account.name } as const)
        : ({ cause: 'file', of } as const);
    await troubles.note({ ...found, code, message }, this.#notices(delivered));
  }

  /** What went well shows that what is needed for it is there again; only an answer shows that the service is. */
  async #accountGoesOn(reached: Extract<Delivered, { kind: 'ended' }>['reached']): Promise<void> {
    const { troubles, folder } = this.#options;
    const { name } = folder.account;
    const isOfService = troubles.codeOf('account', name)?.startsWith('STOPPED_') === true;
    if (reached === 'nothing' || (reached === 'account' && isOfService)) return;
    this.#pauses.clear(account);
    await troubles.over('account', name, { over: 'service-back' });
  }

  #notices({ trouble }: Waiting): TroubleNotices {
    const downMs = (this.#options.folder.notify?.serviceDownMinutes ?? 15) * 60_000;
    switch (trouble) {
      case 'key':
        return { kind: 'key-refused', afterMs: 0, over: 'service-back', next: newKey };
      case 'program':
        return { kind: 'file-stuck', afterMs: 0 };
      case 'machine':
        return { kind: 'settings-wrong', afterMs: 0, over: 'service-back' };
      case 'service':
        return { kind: 'service-down', afterMs: downMs, over: 'service-back', next: nothingToDo };
      case 'locked':
      case 'folder':
        return { kind: 'file-stuck', afterMs: downMs };
    }
  }
}

/** A file in `processing/`, from the watched folder. */
export function troubleOf({ dir, name }: Taken, { folder }: Pick<DeliveryContext, 'folder'>): string {
  return placeOf(folder.root, path.join(dir, name));
}

const newKey =
  'Solar Proof shows it under Settings, API Access. With systemd, restart the service afterwards.';
const nothingToDo = 'Nothing: lists wait, and go on by themselves.';

/** The account's own pause; no delivery is called so. */
const account = 'account';
