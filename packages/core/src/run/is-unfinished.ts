import type { StoredRun } from '../ports.js';

/** Whether a run has rows that `resume` would go on with. */
export function isUnfinished({ end, purged }: StoredRun): boolean {
  if (purged !== undefined) return false;
  return end === undefined || (end.counts.unconfirmed ?? 0) + (end.counts['not-sent'] ?? 0) > 0;
}
