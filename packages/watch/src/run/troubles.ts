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

  /** There is one, still or newly. @throws what notifying throws */
  async note(found: Omit<Trouble, 'since' | 'told'>, { kind, afterMs }: TroubleNotices): Promise<void> {
    const { clock, folder, tell, notify } = this.#options;
    const known = this.#troubles.get(keyOf(found));
    const trouble =
      known?.code === found.code && known.look === found.look
        ? { ...known, message: found.message }
        : { ...found, since: known?.look === found.look && known ? known.since : clock.now() };
    const { cause, code, message, of } = trouble;
    const file = cause === 'file' ? { file: of } : {};
    if (known?.code !== code) tell({ event: 'waiting-for', folder, cause, code, message, ...file });
    const isDue = clock.now().getTime() - trouble.since.getTime() >= afterMs;
    const told = trouble.told ?? (isDue ? kind : undefined);
    this.#troubles.set(keyOf(trouble), told === undefined ? trouble : { ...trouble, told });
    if (told !== undefined && trouble.told === undefined) await notify({ kind, code, message, ...file });
  }

  /** It is over, if it was there. @throws what notifying throws */
  async over(cause: WaitCause, of: string, { over }: Pick<TroubleNotices, 'over'> = {}): Promise<void> {
    const { folder, tell, notify } = this.#options;
    const known = this.#troubles.get(keyOf({ cause, of }));
    if (known === undefined) return;
    this.#troubles.delete(keyOf(known));
    tell({ event: 'goes-on', folder, cause, ...(cause === 'file' ? { file: of } : {}) });
    if (known.told === undefined || over === undefined) return;
    await notify({ kind: over, message: `It is over: ${known.message}` });
  }

  /** Those of files that are not there any more are over without a word. */
  keepFiles(isThere: (file: string) => boolean): void {
    for (const [key, { cause, of }] of this.#troubles)
      if (cause === 'file' && !isThere(of)) this.#troubles.delete(key);
  }
}

function keyOf({ cause, of }: Pick<Trouble, 'cause' | 'of'>): string {
  return `${cause} ${of}`;
}
