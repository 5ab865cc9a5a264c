import type { Clock } from '@solarproof-import/importer';
import type { NoticeFacts } from '../delivery/delivery-context.js';
import type { NoticeKind } from '../notify/notice.js';
import type { WaitCause, WatchEvent } from '../watch-event.js';

/** Something that keeps files waiting, until it is over. */
export interface Trouble {
  readonly cause: WaitCause;
  /** Who has it: the account, the folder, or a file from the watched folder. */
  readonly of: string;
  readonly code: string;
  readonly message: string;
  /** By the wall clock, for people, and to tell how long it has been, also over several passes of their own process. */
  readonly since: Date;
  /** What somebody was told of it; left out where nobody was. */
  readonly told?: NoticeKind | undefined;
  /** Of a file: another look begins another trouble. */
  readonly look?: string | undefined;
}

/** What comes of a trouble: the notice of it, after how long, and the notice that it is over. */
export interface TroubleNotices {
  readonly kind: NoticeKind;
  readonly afterMs: number;
  readonly over?: NoticeKind;
  /** What to do; default: nothing is said of it. */
  readonly next?: string;
}

/** What troubles are told to. */
export interface TroublesOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** The watched folder. */
  readonly folder: string;
  readonly tell: (event: WatchEvent) => void;
  readonly notify: (facts: NoticeFacts) => Promise<void>;
}

/** The troubles of one folder: each is told once when it begins and once when it is over, and to people after a while. */
export class Troubles {
  readonly #options: TroublesOptions;
  readonly #troubles: Map<string, Trouble>;
  /** Of those that this process has noted. */
  readonly #notices = new Map<string, TroubleNotices>();
  readonly #ages: ReadonlyMap<string, { readonly look: string | undefined; readonly ageMs: number }>;

  /** @param earlier those that an earlier process left */
  constructor(options: TroublesOptions, earlier: readonly Trouble[] = []) {
    this.#options = options;
    this.#troubles = new Map(earlier.map((trouble) => [keyOf(trouble), trouble]));
    const now = options.clock.now().getTime();
    this.#ages = new Map(
      earlier.map((trouble) => [
        keyOf(trouble),
        { look: trouble.look, ageMs: now - trouble.since.getTime() },
      ]),
    );
  }

  get all(): readonly Trouble[] {
    return [...this.#troubles.values()];
  }

  /** How long a file has had its trouble when this process began, in milliseconds; later on its own clock counts. */
  ageAtStart(file: string, look: string): number {
    const found = this.#ages.get(keyOf({ cause: 'file', of: file }));
    return found?.look === look ? Math.max(0, found.ageMs) : 0;
  }

  /** The code of one; `undefined` where there is none. */
  codeOf(cause: WaitCause, of: string): string | undefined {
    return this.#troubles.get(keyOf({ cause, of }))?.code;
  }

  /** There is one, still or newly. @throws what notifying throws */
  async note(found: Omit<Trouble, 'since' | 'told'>, notices: TroubleNotices): Promise<void> {
    const { clock, folder, tell } = this.#options;
    const { kind } = notices;
    const known = this.#troubles.get(keyOf(found));
    const isSame = known !== undefined && known.look === found.look;
    // Whoever was told that the service is down need not be told each way in which it is.
    const wasTold = isSame && (known.code === found.code || known.told === kind) ? known.told : undefined;
    const trouble: Trouble = {
      ...found,
      since: isSame ? known.since : clock.now(),
      ...(wasTold === undefined ? {} : { told: wasTold }),
    };
    // What an earlier process left is news to whoever listens to this one.
    const isNews = known?.code !== found.code || !this.#notices.has(keyOf(trouble));
    this.#troubles.set(keyOf(trouble), trouble);
    this.#notices.set(keyOf(trouble), notices);
    if (isNews) {
      const { cause, code, message } = trouble;
      tell({ event: 'waiting-for', folder, cause, code, message, ...fileOf(trouble) });
    }
    await this.#tellPeople(trouble, notices);
  }

  /** Tells people of what has kept all files waiting for long enough, also where nothing is tried for now. @throws as `note` */
  async tellDue(): Promise<void> {
    for (const [key, trouble] of this.#troubles) {
      const notices = this.#notices.get(key);
      if (notices !== undefined && trouble.cause !== 'file') await this.#tellPeople(trouble, notices);
    }
  }

  async #tellPeople(trouble: Trouble, { kind, afterMs, next }: TroubleNotices): Promise<void> {
    const { clock, notify } = this.#options;
    if (trouble.told !== undefined || clock.now().getTime() - trouble.since.getTime() < afterMs) return;
    const { code, message } = trouble;
    await notify({ kind, code, message, ...fileOf(trouble), ...(next === undefined ? {} : { next }) });
    // Only now: what could not be noted is told the next time.
    this.#troubles.set(keyOf(trouble), { ...trouble, told: kind });
  }

  /** It is over, if it was there. @throws what notifying throws */
  async over(cause: WaitCause, of: string, { over }: Pick<TroubleNotices, 'over'> = {}): Promise<void> {
    const { folder, tell, notify } = this.#options;
    const known = this.#troubles.get(keyOf({ cause, of }));
    if (known === undefined) return;
    this.#troubles.delete(keyOf(known));
    this.#notices.delete(keyOf(known));
    tell({ event: 'goes-on', folder, cause, ...fileOf(known) });
    if (known.told === undefined || over === undefined) return;
    await notify({ kind: over, message: `Lists go on. They had waited, because: ${known.message}` });
  }

  /** Those of files that are not there any more are over without a word. */
  keepFiles(isThere: (file: string) => boolean): void {
    for (const [key, { cause, of }] of this.#troubles) {
      if (cause !== 'file' || isThere(of)) continue;
      this.#troubles.delete(key);
      this.#notices.delete(key);
    }
  }
}

function fileOf({ cause, of }: Pick<Trouble, 'cause' | 'of'>): { readonly file?: string } {
  return cause === 'file' ? { file: of } : {};
}

function keyOf({ cause, of }: Pick<Trouble, 'cause' | 'of'>): string {
  return `${cause} ${of}`;
}
