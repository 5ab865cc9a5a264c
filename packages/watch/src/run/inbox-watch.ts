import {
  exitCodes,
  systemCode,
  unreadableSource,
  type Clock,
  type SourceError,
} from '@solarproof-import/importer';
import { ArrivalJudge, type Verdict } from '../arrivals/arrival-judge.js';
import type { Arrival, Inbox } from '../arrivals/scan-inbox.js';
import { StillArrivals } from '../arrivals/still-arrivals.js';
import type { DeliveryContext, Taken } from '../delivery/delivery-context.js';
import { takeFile } from '../delivery/take-file.js';
import { placeIn } from '../folder/layout.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';
import type { Deliveries } from './deliveries.js';
import { InboxNotes } from './inbox-notes.js';
import type { PassTally } from './pass-tally.js';
import type { Troubles } from './troubles.js';

/** What watching an inbox needs. */
export interface InboxWatchOptions {
  readonly folder: WatchedFolder;
  readonly clock: Clock;
  readonly tell: WatchListener;
  readonly troubles: Troubles;
  readonly deliveries: Deliveries;
}

/** Finds files that are whole in an inbox, and takes each of them. */
export class InboxWatch {
  readonly #options: InboxWatchOptions;
  readonly #still: StillArrivals;
  readonly #judge: ArrivalJudge;
  readonly #notes: InboxNotes;
  #leftTold = new Set<string>();

  constructor(options: InboxWatchOptions) {
    const { root, stillMs } = options.folder;
    const inbox = placeIn(root, 'inbox');
    this.#options = options;
    this.#still = new StillArrivals(stillMs);
    // 60 s and 10 minutes, where a file has to be still for 15 s.
    this.#judge = new ArrivalJudge(inbox, { lockedMs: stillMs * 4, notWholeMs: stillMs * 40 });
    this.#notes = new InboxNotes(inbox);
  }

  /** Takes what is ready of what one look into the inbox saw. @throws as `Deliveries.goOn` */
  async take(inbox: Inbox, context: DeliveryContext, tally: PassTally): Promise<void> {
    const { clock, troubles } = this.#options;
    const { arrivals } = inbox;
    const names = new Set(arrivals.map(({ name }) => name));
    this.#tellLeft(inbox);
    this.#judge.keepOnly(arrivals);
    await this.#notes.keepOnly(names);
    troubles.keepFiles((file) => !file.startsWith('inbox/') || names.has(file.slice('inbox/'.length)));
    const still = this.#still.observe(arrivals, clock.monotonic());
    tally.moving = arrivals.length - still.length;
    for (const arrival of still) {
      if (this.#options.deliveries.mustWait(context)) return;
      await this.#takeOne(arrival, context, tally);
    }
  }

  async #takeOne(arrival: Arrival, context: DeliveryContext, tally: PassTally): Promise<void> {
    const { name } = arrival;
    const earlierMs = this.#options.troubles.ageAtStart(`inbox/${name}`, arrival.look);
    const at = { now: this.#options.clock.monotonic(), earlierMs };
    const verdict = await this.#judge.judge(arrival, at, context.stop).catch((error: unknown): Verdict => {
      // Nothing was begun with it: who is stopped while he looks is not interrupted.
      if (context.stop.aborted) return { kind: 'gone' };
      throw error;
    });
    switch (verdict.kind) {
      case 'gone':
        return;
      case 'once-read':
        tally.hopeful += 1;
        return;
      case 'not-whole':
        return this.#waits(arrival, verdict.why, tally);
      case 'locked':
        return this.#locked(arrival, verdict, { context, tally });
      case 'ready':
        return this.#ready(arrival, verdict.sha256, { context, tally });
    }
  }

  async #ready(
    arrival: Arrival,
    judged: string,
    { context, tally }: { readonly context: DeliveryContext; readonly tally: PassTally },
  ): Promise<void> {
    const { clock, deliveries, folder, troubles } = this.#options;
    const { name } = arrival;
    let taken: Taken | undefined;
    try {
      taken = await takeFile(name, context);
    } catch (error) {
      if (!isHeld(error)) throw error;
      const verdict = this.#judge.locked(name, unreadableSource(error), clock.monotonic());
      return verdict.kind === 'locked' ? this.#locked(arrival, verdict, { context, tally }) : undefined;
    }
    if (taken === undefined) return;
    await this.#notes.remove(name);
    await troubles.over('file', `inbox/${name}`);
    context.tell({ event: 'file-taken', folder: folder.root, file: `inbox/${name}`, delivery: taken.id });
    return deliveries.goOn(taken, context, { tally, judged });
  }

  async #locked(
    arrival: Arrival,
    { why, patient }: Extract<Verdict, { kind: 'locked' }>,
    { context, tally }: { readonly context: DeliveryContext; readonly tally: PassTally },
  ): Promise<void> {
    if (patient) {
      tally.hopeful += 1;
      return;
    }
    await this.#notes.write(arrival.name, why, {
      watcher: context.watcher.id,
      at: this.#options.clock.now(),
    });
    await this.#waits(arrival, why, tally);
  }

  async #waits({ name, look }: Arrival, { code, message }: SourceError, tally: PassTally): Promise<void> {
    tally.note(exitCodes.stopped);
    const { troubles, folder } = this.#options;
    const isLocked = code === 'SOURCE_LOCKED' || code === 'SOURCE_UNREADABLE';
    const found = { cause: 'file', of: `inbox/${name}`, code, message, look } as const;
    await troubles.note(found, { kind: 'file-stuck', afterMs: isLocked ? 0 : folder.stillMs * 40 });
  }

  /** What is no list is named once, and left. */
  #tellLeft({ others }: Inbox): void {
    const { folder, tell } = this.#options;
    for (const { name, why } of others)
      if (!this.#leftTold.has(name))
        tell({ event: 'left-in-inbox', folder: folder.root, file: `inbox/${name}`, why });
    this.#leftTold = new Set(others.map(({ name }) => name));
  }
}

/** It is open in another program, or a virus scanner is looking at it. */
function isHeld(error: unknown): boolean {
  return ['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY'].includes(systemCode(error));
}
