import type { Issue } from './model/issue.js';
import type { RawRow } from './model/raw-row.js';
import type { ResultBook } from './model/result-book.js';

export type * from './journal.js';
export * from './deliveries.js';

/** One sheet of a source, readable as often as one likes. Implemented by the parsers. */
export interface RowSource {
  /** The sheet's name; a CSV has none: `''`. */
  readonly sheet: string;
  /** What was decided while opening and a user should know: a guessed encoding, other sheets left out. */
  readonly notices: readonly Issue[];
  /**
   * Every row that is not blank, from the sheet's first, header included, in order, `row` strictly rising.
   * Streams: memory does not grow with the sheet. May be called again; each call reads from the start.
   * @throws SourceError where the file turns out to be no readable table after all
   */
  rows(): AsyncIterable<RawRow>;
  /** Lets go of the file. May be called twice. */
  close(): Promise<void>;
}

/** A request as the API client wants it, the key not yet in it. `authorise` adds it inside the transport. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Goes into the query, in this order; `api_key` is put before them. */
  readonly query: Readonly<Record<string, string>>;
  /** Of the body `{"data": …}`; `apikey` is put before them. */
  readonly data?: Readonly<Record<string, string | number>>;
}

/** What one exchange came to. A total answer: a transport never throws for what can happen on a network. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The header as it came. */
      readonly retryAfter?: string;
      /**
       * Decoded as UTF-8; complete by its length where it has one. Without one nobody can tell: whoever reads it must.
       */
      readonly body: string;
    }
  /** Proof that no byte of the request left this machine. */
  | { readonly kind: 'not-sent'; readonly reason: NotSentCause }
  /** The request may have had its effect; no complete answer came. */
  | { readonly kind: 'no-answer'; readonly reason: NoAnswerCause };

export type NotSentCause =
  'dns' | 'refused' | 'unreachable' | 'connect-time-out' | 'certificate' | 'connection-lost' | 'aborted';
export type NoAnswerCause =
  'time-out' | 'connection-lost' | 'answer-cut-off' | 'answer-too-large' | 'answer-unreadable' | 'aborted';

/** Sends one request and never a second: no retry, no redirect followed. */
export interface Transport {
  /** Where it goes, for people: `solarproof.com.au`. */
  readonly host: string;
  /** @param signal cuts the exchange off; what was under way then is `aborted` */
  exchange(request: ApiRequest, signal?: AbortSignal): Promise<Exchange>;
  close(): Promise<void>;
}

/** Writes the result of a run or check where a person finds it. */
export interface ResultSink {
  /**
   * Writes the whole book and only then gives it its name: a reader never sees half of one.
   * @returns where it is
   * @throws ResultError where it cannot be written, BugError where the rows do not add up to the counts
   */
  write(book: ResultBook): Promise<{ readonly path: string }>;
}

/** Time, for waiting and for telling. */
export interface Clock {
  /** Wall-clock time: for people only, never for deciding. */
  now(): Date;
  /** Milliseconds since some start, never going back. */
  monotonic(): number;
  /** Resolves after so many milliseconds, at once when the signal aborts; never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
