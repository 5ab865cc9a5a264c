import { knownLabel } from '../mapping/known-labels.js';
import type { Mapping } from '../mapping/mapping.js';
import { normaliseLabel } from '../mapping/normalise-label.js';
import { rowKindOf } from '../mapping/row-kind.js';
import type { SkippedReason } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';

/** Tells why a row, given in order, is left out before anything is read from it; `undefined` where it is not. */
export type LeaveOut = (raw: RawRow) => SkippedReason | undefined;

/** Makes what tells the rows of one pass apart: once another table has begun, all rows belong to it. */
export function createLeaveOut({ columns, recipe, skipsHidden, headerRow }: Mapping): LeaveOut {
  const context = {
    labels: columns.map(({ label }) => normaliseLabel(label)),
    mapped: [...recipe.fed.keys()],
    isKnownLabel: (label: string) => knownLabel(label) !== undefined,
  };
  let isOver = false;
  return (raw) => {
    if (isOver) return 'other-table';
    if (skipsHidden && raw.isHidden) return 'hidden';
    // Without labels of its own, nothing of the list can be told from another's.
    if (headerRow === 0) return undefined;
    const kind = rowKindOf(raw, context);
    if (kind === 'customer') return undefined;
    if (kind !== 'other-header') return kind;
    isOver = true;
    return 'other-table';
  };
}
