import type { PlanCounts } from '@solarproof-import/importer';
import type { WatchedFolder } from '../watched-folder.js';

/** Whether a list has to wait for a person, by what its check found. */
export function reviewReason(
  { rows, invalid }: Pick<PlanCounts, 'rows' | 'invalid'>,
  { reviewOver, maxErrors }: Pick<WatchedFolder, 'reviewOver' | 'maxErrors'>,
): 'rows' | 'invalid' | undefined {
  if (reviewOver !== undefined && rows > reviewOver) return 'rows';
  if (maxErrors === undefined) return undefined;
  const most = maxErrors.kind === 'rows' ? maxErrors.most : (rows * maxErrors.most) / 100;
  return invalid > most ? 'invalid' : undefined;
}

/** The limit that a list is over, as a person reads it: `1000`, `10 %`. */
export function reviewLimit(
  why: 'rows' | 'invalid',
  { reviewOver = 0, maxErrors }: Pick<WatchedFolder, 'reviewOver' | 'maxErrors'>,
): string {
  if (why === 'rows' || maxErrors === undefined) return String(reviewOver);
  return maxErrors.kind === 'percent' ? `${maxErrors.most} %` : String(maxErrors.most);
}
