/*
 * The durable memory of what came into watched folders, and of what is still to be told about it: two ports beside the journal,
 * kept in the same store, so that a delivery's end and the notice of it become durable together.
 *
 *   processing ──► done         a run has ended; its result workbook lies beside it
 *       │     ├──► failed       it cannot be read; a note says why
 *       │     ├──► duplicate    the same content was imported before; a note names the run
 *       │     └──► review       it waits for a person ──(approved)──► processing
 *       └──────── put back      it was still changing; nothing is remembered of it
 */

/** Every state that a delivery can have. */
export const deliveryStates = ['processing', 'done', 'failed', 'duplicate', 'review'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** One file that came into a watched folder, and how far it got. */
export interface Delivery {
  /** Sorts by time, as a run's ID does. */
  readonly id: string;
  /** The mark of the watched folder: it stays when the folder's path changes. */
  readonly folder: string;
  /** The file's name as it came in. */
  readonly name: string;
  /** When it was taken out of the inbox, by the wall clock: for people. */
  readonly taken: Date;
  readonly state: DeliveryState;
  /** Of its bytes, lower-case hex; left out until they were read. */
  readonly sha256?: string;
  /** Its run; left out until one is about to begin. The journal may not know it: nothing was sent then. */
  readonly runId?: string;
  /** Where the file is, or is about to be, from the watched folder, with `/`: `done/customers.xlsx`. */
  readonly place?: string;
  /** Where its result workbook is, or is about to be, likewise. */
  readonly results?: string;
  /** When a person approved it after a review. */
  readonly approved?: Date;
  /** Rows of its run are still open: later polls go on with them. */
  readonly open?: boolean;
}

/** Which deliveries are asked for. */
export interface DeliveriesWanted {
  readonly state: DeliveryState;
  /** The mark of their folder; default: of all folders. */
  readonly folder?: string;
  /** Only those whose run has open rows. Default: all. */
  readonly open?: true;
  /** Only that of a run. Default: of all. */
  readonly runId?: string;
}

/** The memory of deliveries. Everything resolves when it is durable. */
export interface DeliveryStore {
  /** Notes a delivery; takes the place of what was known of it. */
  put(delivery: Delivery): Promise<void>;
  /** Forgets one that came to nothing. */
  remove(id: string): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  /** Those in a state, the oldest first. */
  list(wanted: DeliveriesWanted): Promise<readonly Delivery[]>;
  /**
   * Notes that a person approved one that waits in review: it is in processing again.
   * @returns false where it does not wait there any more; nothing is changed then
   */
  approve(id: string, at: Date): Promise<boolean>;
  /** The mark that a folder had when it was watched from this path before; `undefined` where it was not. */
  markOf(path: string): Promise<string | undefined>;
  /** From which paths folders with a mark were watched. */
  pathsOf(mark: string): Promise<readonly string[]>;
  /** Remembers a folder's mark, and that it is watched from this path. */
  rememberMark(path: string, mark: string): Promise<void>;
}

/** Something that is to be told to somebody, until it has been. */
export interface OutboxMessage {
  /** The same for each try, so that a receiver can tell a repeated one. */
  readonly id: string;
  /** Who it is for, as the settings name them: `webhook`, `email`. */
  readonly channel: string;
  /** What is told: JSON without customers' data. */
  readonly body: string;
  readonly created: Date;
  /** How often it was tried. */
  readonly tries: number;
}

/** What is still to be told. Everything resolves when it is durable. */
export interface OutboxStore {
  add(message: Omit<OutboxMessage, 'tries'>): Promise<void>;
  /** Those that wait, the oldest first. */
  waiting(): Promise<readonly OutboxMessage[]>;
  /** Notes one more try that did not get through. */
  tried(id: string): Promise<void>;
  /** Forgets one that got through, or that nobody is to be told any more. */
  remove(id: string): Promise<void>;
}
