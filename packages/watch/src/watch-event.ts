import type { RunEvent, StatusCounts } from '@solarproof-import/importer';

/** A file of a watched folder, for people and for programs. */
export interface FileFacts {
  /** The watched folder, absolute. */
  readonly folder: string;
  /** From the watched folder, with `/`. */
  readonly file: string;
  readonly delivery: string;
}

/** Why nothing is taken from an inbox for now, or a file waits though it is there. */
export type WaitCause = 'account' | 'machine' | 'folder' | 'file';

/** What a watch tells while it goes on. `--json` prints these, one a line, amid the events of its runs. */
export type WatchEvent =
  | {
      readonly event: 'watch-started';
      readonly folder: string;
      readonly account: string;
      readonly host: string;
      readonly watcher: string;
      /** For how long a file must not have changed before it is taken. */
      readonly stillSeconds: number;
    }
  | ({ readonly event: 'file-taken' } & FileFacts)
  /** It was still changing, and went back into the inbox. */
  | ({ readonly event: 'file-put-back' } & FileFacts)
  | ({
      readonly event: 'file-done';
      readonly runId: string;
      readonly counts: StatusCounts;
      readonly exitCode: number;
      /** From the watched folder, with `/`. */
      readonly results: string;
    } & FileFacts)
  | ({ readonly event: 'file-failed'; readonly code: string; readonly message: string } & FileFacts)
  | ({ readonly event: 'file-duplicate'; readonly firstRun?: string } & FileFacts)
  | ({ readonly event: 'file-in-review'; readonly code: string; readonly message: string } & FileFacts)
  /** Rows of a file that is done were still open, and were gone on with. */
  | ({
      readonly event: 'rows-settled';
      readonly runId: string;
      readonly counts: StatusCounts;
      /** Rows that are still open. */
      readonly open: number;
    } & FileFacts)
  /** Told once, until it is over. */
  | {
      readonly event: 'waiting-for';
      readonly folder: string;
      readonly cause: WaitCause;
      readonly code: string;
      readonly message: string;
      /** From the watched folder, with `/`; left out where all files wait. */
      readonly file?: string;
    }
  | { readonly event: 'goes-on'; readonly folder: string; readonly cause: WaitCause; readonly file?: string }
  /** Something that is no list is in the inbox, and is left there. */
  | {
      readonly event: 'left-in-inbox';
      readonly folder: string;
      readonly file: string;
      readonly why: 'link' | 'folder' | 'no-file';
    }
  | {
      readonly event: 'pass-finished';
      readonly folder: string;
      readonly files: number;
      readonly exitCode: number;
    };

/** What a run tells, and of which delivery it is: two folders may be at work at once. */
export type DeliveryRunEvent = RunEvent & { readonly delivery: string };

/** Takes the events of a watch and of its runs, as they come. Must not throw. */
export type WatchListener = (event: WatchEvent | DeliveryRunEvent) => void;
