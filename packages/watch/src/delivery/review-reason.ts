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
