import { rowStatuses, type RowStatus, type StatusCounts } from '@solarproof-import/importer';
import type { Paint } from './screen.js';

/** Counts in words, in the order in which they are told: `57 created    1 exists    3 invalid`. */
export function statusWords(
  counts: StatusCounts,
  { separator, paint }: { separator: string; paint?: Paint },
): string {
  return rowStatuses
    .filter((status) => (counts[status] ?? 0) > 0)
    .map((status) => {
      const words = `${counts[status]} ${status}`;
      return paint ? colourOf(status, paint)(words) : words;
    })
    .join(separator);
}

/** Blue for what is done, yellow for what wants a hand, grey for the rest: told apart without red and green. */
export function colourOf(status: RowStatus, paint: Paint): (text: string) => string {
  switch (status) {
    case 'created':
    case 'updated':
    case 'ready':
      return paint.blue;
    case 'invalid':
    case 'rejected':
    case 'unconfirmed':
      return paint.yellow;
    case 'not-sent':
      return paint.magenta;
    case 'exists':
    case 'unchanged':
    case 'already-imported':
      return paint.cyan;
    case 'duplicate':
    case 'skipped':
      return paint.gray;
  }
}
