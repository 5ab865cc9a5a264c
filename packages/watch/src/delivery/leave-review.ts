import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type Delivery } from '@solarproof-import/importer';
import { lookAt } from '../arrivals/scan-inbox.js';
import { ownWorkbookName } from '../folder/file-names.js';
import { pathIn } from '../folder/layout.js';
import { noteName } from '../folder/note-names.js';
import type { DeliveryContext, Taken } from './delivery-context.js';

/** Whether a delivery was approved, and its file has not come out of `review/` yet, as far as it is noted. */
export function comesFromReview({ state, approved, place = '' }: Delivery): boolean {
  return state === 'processing' && approved !== undefined && place.startsWith('review/');
}

/**
 * Takes an approved list out of `review/` into its delivery's folder again; its workbook comes along, its note goes. What is not there
 * any more is no error. May be called again.
 * @throws what the system says, as while the list is open in Excel
 */
export async function leaveReview(
  { dir, name }: Taken,
  { place = '', results }: Delivery,
  { folder }: Pick<DeliveryContext, 'folder'>,
): Promise<void> {
  const list = path.join(dir, name);
  if ((await lookAt(list)) === undefined) await rename(pathIn(folder.root, place), list).catch(unlessGone);
  // A person has removed it: what lies beside it is theirs.
  if ((await lookAt(list)) === undefined) return;
  if (results !== undefined) {
    const kind = results.endsWith('.check.xlsx') ? 'check' : 'result';
    // One that is open in Excel stays where it is: the next one is written anew.
    await rename(pathIn(folder.root, results), path.join(dir, ownWorkbookName(name, kind))).catch(
      () => undefined,
    );
  }
  await rm(pathIn(folder.root, noteName(place, 'review')), { force: true }).catch(() => undefined);
}

function unlessGone(error: unknown): void {
  if (systemCode(error) !== 'ENOENT') throw error;
}
