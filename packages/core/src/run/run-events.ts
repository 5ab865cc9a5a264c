import type { Issue } from '../model/issue.js';
import type { RowStatus } from '../model/outcome.js';
import type { StatusCounts } from '../model/result-book.js';
import type { StopReason } from './stop-reason.js';

/** How many rows a check found of each kind; they add up to `rows`. */
export interface PlanCounts {
  readonly rows: number;
  readonly ready: number;
  readonly invalid: number;
  readonly duplicate: number;
  readonly alreadyImported: number;
  readonly skipped: number;
}

/**
 * Why a run waits: the server said so (429), it is not there for now (503), it leaves too many creates unanswered, look-ups
 * fail, or nothing is left to do but to be sure about rows without an answer.
 */
export type WaitReason =
  'too-many-requests' | 'service-unavailable' | 'too-many-unanswered' | 'look-ups-failing' | 'settling';

/** What a run tells while it goes on, in the order in which it happens. `--json` prints these, one a line. */
export type RunEvent =
  | {
      readonly event: 'run-started';
      readonly runId: string;
      readonly file: string;
      readonly sha256: string;
      readonly account: string;
      readonly host: string;
    }
  | ({ readonly event: 'plan' } & PlanCounts)
  | {
      readonly event: 'row';
      readonly row: number;
      readonly status: RowStatus;
      readonly customerId?: string;
      readonly issues?: readonly Issue[];
    }
  | { readonly event: 'waiting'; readonly reason: WaitReason; readonly seconds: number }
  /** Rows whose answer never came are being looked up, beside the others. Told when one joins them or leaves them. */
  | {
      readonly event: 'settling';
      /** How many there are now. */
      readonly rows: number;
      /** Until the last of them is certain, at the latest, if the look-ups are answered. */
      readonly seconds: number;
      /** The one that joined them. */
      readonly row?: number;
    }
  /** The key may not look customers up: rows are sent at most once, and what is not answered stays unconfirmed. */
  | { readonly event: 'no-look-ups' }
  | { readonly event: 'stopping'; readonly reason: StopReason }
  | {
      readonly event: 'run-finished';
      readonly runId: string;
      readonly counts: StatusCounts;
      readonly seconds: number;
      /** Where the result workbook is; left out where none could be written. */
      readonly results?: string;
      readonly exitCode: number;
    };

/** Takes events as they come. Must not throw. */
export type EventListener = (event: RunEvent) => void;
