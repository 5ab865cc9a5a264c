import path from 'node:path';
import { openState, type State } from '@solarproof-import/importer';

/** A state directory for one case, or none: what the same run costs without a journal. */
export async function keptState(folder: string, journal: boolean): Promise<State | undefined> {
  return journal ? openState(path.join(folder, 'state')) : undefined;
}
