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

/** Why the whole run waits: the server said so (429), or it is not there for now (503). */
export type WaitReason = 'too-many-requests' | 'service-unavailable';

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
