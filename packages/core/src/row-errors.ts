import { BugError } from './errors.js';
import type { Outcome } from './model/outcome.js';

/** A row is begun while it is being sent. */
export function begunAlready(row: number): BugError {
  return new BugError('ROW_BEGUN_TWICE', `row ${row} is being sent already`);
}

/** A row's attempt is said to have ended, and there was none. */
export function notBegun(row: number): BugError {
  return new BugError('ROW_NOT_BEGUN', `row ${row} was never begun`);
}

/** Something else is told of a row that is settled. */
export function settledAlready(row: number, as: Outcome): BugError {
  return new BugError('ROW_SETTLED_TWICE', `row ${row} is settled as ${as.status} already`);
}
