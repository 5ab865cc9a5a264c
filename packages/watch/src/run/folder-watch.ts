import {
  exitCodes,
  InterruptedError,
  JournalError,
  SourceError,
  systemCode,
  type Clock,
  type Delivery,
  type State,
} from '@solarproof-import/importer';
import { scanInbox } from '../arrivals/scan-inbox.js';
import type { DeliveryContext, NoticeFacts, Taken } from '../delivery/delivery-context.js';
import { findProcessing, type Processing } from '../delivery/own-deliveries.js';
import { waitingFor } from '../delivery/waiting-for.js';
import { openFolder } from '../folder/open-folder.js';
import { placeIn } from '../folder/layout.js';
import type { Watcher } from '../folder/watcher-id.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';
import { takeApproved } from './approvals.js';
import { Deliveries } from './deliveries.js';
import type { Heartbeat } from './heartbeat.js';
import { InboxWatch } from './inbox-watch.js';
import { PassTally } from './pass-tally.js';
import { Troubles, type Trouble } from './troubles.js';

/** What watching one folder needs. */
export interface FolderWatchOptions {
  readonly folder: WatchedFolder;
  readonly state: State;
  readonly watcher: Watcher;
  readonly clock: Clock;
  readonly stop: AbortSignal;
  readonly cutOff: AbortSignal;
  readonly tell: WatchListener;
  readonly notify: (facts: NoticeFacts) => Promise<void>;
  /** A folder that lost its mark is taken for a new one. */
  readonly adopt: boolean;
  /** What kept files waiting when the last process ended. */
  readonly earlierTroubles: readonly Trouble[];
}

/** How long a folder may be away before it is told, in minutes. */
const defaultDownMinutes = 15;
/** How long a file may be with another watcher before it is told, in milliseconds. */
const othersAfterMs = 3_600_000;
/** How long an approved list may be held by another program before it is told, in milliseconds. */
const heldAfterMs = 60_000;

/** Watches one folder: each `pass` is one look at all that is in it. One bad file never holds up the next. */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #troubles: Troubles;
  readonly #deliveries: Deliveries;
  readonly #inbox: InboxWatch;
  #adopt: boolean;
  #counts = { inbox: 0, processing: 0 };
  #lastPoll: Date | undefined;

  constructor(options: FolderWatchOptions) {
    const { folder, clock, tell, notify, adopt, earlierTroubles } = options;
    this.#options = options;
    this.#adopt = adopt;
    this.#troubles = new Troubles({ clock, folder: folder.root, tell, notify }, earlierTroubles);
    this.#deliveries = new Deliveries({ folder, clock, troubles: this.#troubles });
    this.#inbox = new InboxWatch({
      folder,
      clock,
      tell,
      troubles: this.#troubles,
      deliveries: this.#deliveries,
    });
  }

  /** How it does, for the heartbeat. */
  get standing(): Pick<Heartbeat, 'inbox' | 'processing' | 'troubles' | 'lastPoll'> {
    const { inbox, processing } = this.#counts;
    return { inbox, processing, troubles: [...this.#troubles.all], lastPoll: this.#lastPoll };
  }

  /**
   * Looks once at all that is there, and takes on what can go on.
   * @throws JournalError, InterruptedError: what nothing can go on after
   */
  async pass(tally: PassTally): Promise<void> {
    const { folder, state, clock } = this.#options;
    const { root, notify } = folder;
    const awayMs = (notify?.serviceDownMinutes ?? defaultDownMinutes) * 60_000;
    tally.hopeful = tally.moving = 0;
    const standing = await openFolder(root, { deliveries: state.store.deliveries, adopt: this.#adopt });
    if (standing.kind === 'away') return this.#away(standing, awayMs, tally);
    this.#adopt = false;
    try {
      await this.#look(this.#contextOf(standing.mark), tally);
      await this.#troubles.over('folder', root, { over: 'folder-back' });
      this.#lastPoll = clock.now();
    } catch (error) {
      if (error instanceof JournalError || error instanceof InterruptedError) throw error;
      const code = error instanceof SourceError ? error.code : systemCode(error);
      if (this.#options.stop.aborted) return;
      if (code === 'unknown reason') throw error;
      const message = `The folder ${root} cannot be read (${code}). It is tried again at each poll.`;
      await this.#away({ code: 'FOLDER_UNREACHABLE', message }, awayMs, tally);
    }
  }

  async #look(context: DeliveryContext, tally: PassTally): Promise<void> {
    const { own, others } = await findProcessing(context);
    this.#counts = { ...this.#counts, processing: own.length };
    const review = await context.state.store.deliveries.list({ folder: context.mark, state: 'review' });
    const approved = review.filter((delivery) => delivery.approved !== undefined);
    const there = new Set([
      ...own.map(({ name }) => `processing/${name}`),
      ...others.map(({ watcher }) => `processing/${watcher}`),
      ...approved.map(({ place }) => place),
    ]);
    this.#troubles.keepFiles((file) => file.startsWith('inbox/') || there.has(file));
    await this.#tellOthers(others, context);
    for (const taken of own) await this.#deliveries.goOn(taken, context, { tally });
    for (const delivery of approved) {
      if (this.#deliveries.mustWait(context)) continue;
      const taken = await this.#takeApproved(delivery, context, tally);
      if (taken !== undefined) await this.#deliveries.goOn(taken, context, { tally });
    }
    const inbox = await scanInbox(placeIn(context.folder.root, 'inbox'), context.folder.requireMarker);
    this.#counts = { ...this.#counts, inbox: inbox.arrivals.length };
    await this.#inbox.take(inbox, context, tally);
    await this.#deliveries.settleOpen(context, tally);
  }

  /** One that cannot be moved, as while it is open in Excel, stays where it is, and holds up no other. */
  async #takeApproved(
    delivery: Delivery,
    context: DeliveryContext,
    tally: PassTally,
  ): Promise<Taken | undefined> {
    const { place: of = '' } = delivery;
    try {
      const taken = await takeApproved(delivery, context);
      await this.#troubles.over('file', of);
      return taken;
    } catch (error) {
      const waiting = waitingFor(error);
      tally.add(waiting);
      const { code, message } = waiting;
      await this.#troubles.note(
        { cause: 'file', of, code, message },
        { kind: 'file-stuck', afterMs: heldAfterMs },
      );
      return undefined;
    }
  }

  async #away(
    { code, message }: { readonly code: string; readonly message: string },
    afterMs: number,
    tally: PassTally,
  ): Promise<void> {
    const { root } = this.#options.folder;
    tally.note(exitCodes.stopped);
    await this.#troubles.note({ cause: 'folder', of: root, code, message }, { kind: 'folder-away', afterMs });
  }

  /** What another watcher has had for long: it may not be running any more. Told, and never touched. */
  async #tellOthers(others: Processing['others'], { clock }: DeliveryContext): Promise<void> {
    for (const { watcher, files, oldest } of others) {
      const of = `processing/${watcher}`;
      if (clock.now().getTime() - oldest.getTime() < othersAfterMs) continue;
      const message = `${files === 1 ? '1 file is' : `${files} files are`} in ${of} since ${oldest.toISOString().slice(0, 16).replace('T', ' ')} UTC. It is not of this watcher, and is not touched: start the watch that took it, or put the files into inbox.`;
      await this.#troubles.note(
        { cause: 'file', of, code: 'LEFT_BY_ANOTHER', message },
        { kind: 'left-by-another', afterMs: 0 },
      );
    }
  }

  #contextOf(mark: string): DeliveryContext {
    const { folder, state, watcher, clock, stop, cutOff, tell, notify } = this.#options;
    return { folder, mark, watcher, state, clock, stop, cutOff, tell, notify };
  }
}
