import path from 'node:path';
import envPaths from 'env-paths';
import type { Surroundings } from '../surroundings.js';

/** Where state is kept: the flag, `SOLARPROOF_IMPORT_HOME`, or the platform's data folder. Absolute; not made yet. */
export function stateDirectory(flag: string | undefined, { env }: Pick<Surroundings, 'env'>): string {
  return path.resolve(
    flag ?? nonBlank(env['SOLARPROOF_IMPORT_HOME']) ?? envPaths('solarproof-import', { suffix: '' }).data,
  );
}

/** A variable that is set to nothing counts as not set. */
export function nonBlank(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}
