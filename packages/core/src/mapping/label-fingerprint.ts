import { oneLine } from '../fields/normalise-text.js';

/** By what a profile knows its list again: the labels, trimmed, without case, in whatever order. */
export function labelFingerprint(labels: readonly string[]): string {
  return labels
    .map((label) => oneLine(label).toLowerCase())
    .filter((label) => label !== '')
    .toSorted()
    .join('\n');
}
