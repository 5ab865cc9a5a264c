import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type Delivery } from '@solarproof-import/importer';
import type { DeliveryContext, Taken } from '../delivery/delivery-context.js';
import { pathIn, placeIn } from '../folder/layout.js';
import { ownWorkbookName } from '../folder/file-names.js';
import { noteName } from '../folder/note-names.js';

/**
 * Takes a list that a person approved out of `review/`, into its delivery's folder again, and its workbook with it.
 * @returns `undefined` where it is not there any more; it is forgotten then
 * @throws what the system says, what the store throws
 */
export async function takeApproved(delivery: Delivery, context: DeliveryContext): Promise<Taken | undefined> {
  const { folder, watcher, state } = context;
  const { id, name, place = '', results } = delivery;
  const dir = path.join(placeIn(folder.root, 'processing'), watcher.id, id);
  const kind = results?.endsWith('.check.xlsx') ? 'check' : 'result';
  await mkdir(dir, { recursive: true });
  try {
    // The list first: what it leaves behind alone would be taken for one.
    await rename(pathIn(folder.root, place), path.join(dir, name));
  } catch (error) {
    await rmdir(dir).catch(() => undefined);
    if (systemCode(error) !== 'ENOENT') throw error;
    await state.store.deliveries.remove(id);
    return undefined;
  }
  // One that is open in Excel stays; the next one is written anew anyway.
  if (results !== undefined)
    await rename(pathIn(folder.root, results), path.join(dir, ownWorkbookName(name, kind))).catch(
      () => undefined,
    );
  await rm(pathIn(folder.root, noteName(place, 'review')), { force: true }).catch(() => undefined);
  return { id, dir, name };
}
