import {
  exitCodes,
  InterruptedError,
  JournalError,
  SourceError,
  systemCode,
  type Clock,
  type State,
} from '@solarproof-import/importer';
import { scanInbox, waitingIn, type Inbox } from '../arrivals/scan-inbox.js';
import type { DeliveryContext, NoticeFacts } from '../delivery/delivery-context.js';
import { findProcessing, type Processing } from '../delivery/own-deliveries.js';
import { openFolder } from '../folder/open-folder.js';
import { placeIn } from '../folder/layout.js';
import type { Watcher } from '../folder/watcher-id.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';
import { Deliveries, troubleOf } from './deliveries.js';
import { forgetRemoved } from './forget-removed.js';
import type { Heartbeat } from './heartbeat.js';
import { InboxWatch } from './inbox-watch.js';
import type { PassTally } from './pass-tally.js';
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
  /** The accounts that this process is busy with. */
  readonly busy: Set<string>;
  /** What kept files waiting when the last process ended. */
  readonly earlierTroubles: readonly Trouble[];
}

/** How long a folder may be away before it is told, in minutes. */
const defaultDownMinutes = 15;
/** How long a file may be with another watcher before it is told, in milliseconds. */
const othersAfterMs = 3_600_000;

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
    const { folder, clock, tell, notify, adopt, busy, earlierTroubles } = options;
    this.#options = options;
    this.#adopt = adopt;
    this.#troubles = new Troubles({ clock, folder: folder.root, tell, notify }, earlierTroubles);
    this.#deliveries = new Deliveries({ folder, clock, busy, troubles: this.#troubles });
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
   * @param takes whether anything is taken from the inbox; else only what was taken before goes on. Default true
   * @throws JournalError, InterruptedError: what nothing can go on after
   */
  async pass(tally: PassTally, takes = true): Promise<void> {
    const { folder, state, clock } = this.#options;
    const { root, notify } = folder;
    const awayMs = (notify?.serviceDownMinutes ?? defaultDownMinutes) * 60_000;
    tally.hopeful = tally.moving = 0;
    await this.#troubles.tellDue();
    const standing = await openFolder(root, { deliveries: state.store.deliveries, adopt: this.#adopt });
    // Whoever says so means the folder as it is now, and not an empty mount point some hours later.
    this.#adopt = false;
    if (standing.kind === 'away') return this.#away(standing, awayMs, tally);
    try {
      await this.#look(this.#contextOf(standing.mark), tally, takes);
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

  async #look(context: DeliveryContext, tally: PassTally, takes: boolean): Promise<void> {
    const { deliveries } = context.state.store;
    const { own, others } = await findProcessing(context);
    const open = await deliveries.list({ folder: context.mark, state: 'done', open: true });
    const there = new Set([
      ...own.map((taken) => troubleOf(taken, context)),
      ...others.map(({ watcher }) => `processing/${watcher}`),
      ...open.map(({ place }) => place),
    ]);
    this.#troubles.keepFiles((file) => file.startsWith('inbox/') || there.has(file));
    await this.#tellOthers(others, context);
    for (const taken of own) await this.#deliveries.goOn(taken, context, { tally });
    await forgetRemoved(context);
    const inbox = await this.#scan();
    this.#counts = { inbox: waitingIn(inbox), processing: own.length };
    if (takes) await this.#inbox.take(inbox, context, tally);
    await this.#deliveries.settleOpen(context, tally);
    if (own.length + inbox.arrivals.length === 0) return;
    const [left, going] = [await this.#scan(), await findProcessing(context)];
    this.#counts = { inbox: waitingIn(left), processing: going.own.length };
  }

  #scan(): Promise<Inbox> {
    const { root, requireMarker } = this.#options.folder;
    return scanInbox(placeIn(root, 'inbox'), requireMarker);
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
