import {
  exitCodes,
  ImportError,
  systemCode,
  type Clock,
  type SourceError,
} from '@solarproof-import/importer';
import { ArrivalJudge, type Patience, type Verdict } from '../arrivals/arrival-judge.js';
import { markerOf } from '../arrivals/ignored-names.js';
import type { Arrival, Inbox } from '../arrivals/scan-inbox.js';
import { StillArrivals } from '../arrivals/still-arrivals.js';
import type { DeliveryContext, Taken } from '../delivery/delivery-context.js';
import { takeFile } from '../delivery/take-file.js';
import { placeIn } from '../folder/layout.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';
import type { Deliveries } from './deliveries.js';
import { InboxNotes } from './inbox-notes.js';
import { mostBytes, noLists, notMovable, tooLarge } from './left-in-inbox.js';
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
  readonly #patience: Patience;
  /** Since when a file has been there and was not taken, by the monotonic clock. */
  #since = new Map<string, number>();
  #leftTold = new Set<string>();

  constructor(options: InboxWatchOptions) {
    const { root, stillMs } = options.folder;
    const inbox = placeIn(root, 'inbox');
    this.#options = options;
    this.#still = new StillArrivals(stillMs);
    this.#patience = patienceFor(stillMs);
    this.#judge = new ArrivalJudge(inbox, this.#patience);
    this.#notes = new InboxNotes(inbox);
  }

  /** Takes what is ready of what one look into the inbox saw. @throws as `Deliveries.goOn` */
  async take(inbox: Inbox, context: DeliveryContext, tally: PassTally): Promise<void> {
    const { clock, troubles } = this.#options;
    const { arrivals } = inbox;
    const names = new Set(arrivals.map(({ name }) => name));
    await this.#tellLeft(inbox, context);
    this.#judge.keepOnly(arrivals);
    const all = new Set([...names, ...inbox.others.map(({ name }) => name)]);
    await this.#notes.keepOnly(all, inbox.notes);
    const waiting = new Set([...names, ...inbox.unmarked]);
    troubles.keepFiles((file) => !file.startsWith('inbox/') || waiting.has(file.slice('inbox/'.length)));
    const still = this.#still.observe(arrivals, clock.monotonic());
    tally.moving = arrivals.length - still.length;
    await this.#tellLate({ still: new Set(still.map(({ name }) => name)), names, unmarked: inbox.unmarked });
    for (const arrival of still) {
      if (this.#options.deliveries.mustWait(context)) return;
      await this.#takeOne(arrival, context, tally);
    }
  }

  async #takeOne(arrival: Arrival, context: DeliveryContext, tally: PassTally): Promise<void> {
    const { name } = arrival;
    if (arrival.size > mostBytes) return this.#held(arrival, tooLarge(arrival.size), { context, tally });
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
        return verdict.patient
          ? this.#waits(arrival, verdict.why, tally)
          : this.#held(arrival, verdict.why, { context, tally });
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
      if (error instanceof ImportError || systemCode(error) === 'unknown reason') throw error;
      const verdict = this.#judge.locked(name, notMovable(systemCode(error)), clock.monotonic());
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
    return this.#held(arrival, why, { context, tally });
  }

  /** It stays in the inbox, with a note beside it. */
  async #held(
    arrival: Arrival,
    why: SourceError,
    { context, tally }: { readonly context: DeliveryContext; readonly tally: PassTally },
  ): Promise<void> {
    await this.#notes.write(arrival.name, why, {
      watcher: context.watcher.id,
      at: this.#options.clock.now(),
    });
    await this.#waits(arrival, why, tally);
  }

  async #waits({ name, look }: Arrival, { code, message }: SourceError, tally: PassTally): Promise<void> {
    tally.note(exitCodes.stopped);
    const isLocked = [
      'SOURCE_LOCKED',
      'SOURCE_UNREADABLE',
      'SOURCE_NOT_MOVABLE',
      'SOURCE_TOO_LARGE',
    ].includes(code);
    const found = { cause: 'file', of: `inbox/${name}`, code, message, look } as const;
    const afterMs = isLocked ? 0 : this.#patience.notWholeMs;
    await this.#options.troubles.note(found, { kind: 'file-stuck', afterMs });
  }

  /** What has been there for an hour, and never stopped changing or never had its marker, is told. */
  async #tellLate(inbox: {
    readonly still: ReadonlySet<string>;
    readonly names: ReadonlySet<string>;
    readonly unmarked: readonly string[];
  }): Promise<void> {
    const now = this.#options.clock.monotonic();
    const moving = [...inbox.names].filter((name) => !inbox.still.has(name));
    const waiting = [...moving, ...inbox.unmarked];
    this.#since = new Map(waiting.map((name) => [name, this.#since.get(name) ?? now]));
    for (const [name, since] of this.#since) {
      if (now - since < lateAfterMs) continue;
      const isUnmarked = inbox.unmarked.includes(name);
      const [code, message] = isUnmarked
        ? [
            'MARKER_MISSING',
            `Its marker is not there: ${markerOf(name, this.#options.folder.requireMarker ?? '')}.`,
          ]
        : [
            'KEEPS_CHANGING',
            'It has not stopped changing for an hour. Let the program that writes it write elsewhere, and move it here.',
          ];
      const found = { cause: 'file', of: `inbox/${name}`, code, message } as const;
      await this.#options.troubles.note(found, { kind: 'file-stuck', afterMs: 0 });
    }
  }

  /** What is no list is named once, and left; a folder may hold lists, so a note says that they are not seen. */
  async #tellLeft({ others }: Inbox, { watcher }: DeliveryContext): Promise<void> {
    const { folder, tell, clock } = this.#options;
    for (const { name, why } of others.filter((other) => !this.#leftTold.has(other.name))) {
      tell({ event: 'left-in-inbox', folder: folder.root, file: `inbox/${name}`, why });
      if (why === 'folder') await this.#notes.write(name, noLists, { watcher: watcher.id, at: clock.now() });
    }
    this.#leftTold = new Set(others.map(({ name }) => name));
  }
}

/** How long a file may wait for what it lacks before it is told, in milliseconds. */
const lateAfterMs = 3_600_000;

/** A minute for what is locked, ten for what does not look whole; less where files are taken sooner than is usual. */
function patienceFor(stillMs: number): Patience {
  const share = stillMs === 0 ? 1 : Math.min(1, stillMs / usualStillMs);
  return { lockedMs: 60_000 * share, notWholeMs: 600_000 * share };
}

const usualStillMs = 15_000;
