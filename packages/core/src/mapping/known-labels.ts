import { customerFields } from '../fields/customer-fields.js';
import { gatheredTargets, type ColumnTarget } from './column-target.js';
import type { MatchedBy } from './mapping.js';
import { normaliseLabel } from './normalise-label.js';

/** What a label is known to head. */
export interface KnownLabel {
  readonly target: ColumnTarget;
  readonly matchedBy: Extract<MatchedBy, 'key' | 'label' | 'other-label'>;
}

const known = buildKnown();

/** What a column of that label feeds, for certain; `undefined` where nobody says so. */
export function knownLabel(label: string): KnownLabel | undefined {
  return known.get(normaliseLabel(label));
}

/** Every known label, as `normaliseLabel` leaves it. */
export const knownLabels: ReadonlyMap<string, KnownLabel> = known;

function buildKnown(): ReadonlyMap<string, KnownLabel> {
  const found = new Map<string, KnownLabel>();
  const add = (label: string, match: KnownLabel): void => {
    const normalised = normaliseLabel(label);
    if (!found.has(normalised)) found.set(normalised, match);
  };
  const all = [...customerFields, ...gatheredTargets];
  for (const { key } of all) add(key, { target: key, matchedBy: 'key' });
  for (const { key, label } of all) add(label, { target: key, matchedBy: 'label' });
  for (const { key, otherLabels } of all) {
    for (const label of otherLabels) add(label, { target: key, matchedBy: 'other-label' });
  }
  return found;
}
