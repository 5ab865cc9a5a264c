import { rm } from 'node:fs/promises';
import { lookAt } from '../arrivals/scan-inbox.js';
import type { DeliveryContext } from '../delivery/delivery-context.js';
import { pathIn } from '../folder/layout.js';
import { noteName } from '../folder/note-names.js';

/** Forgets lists that a person has removed from `review/`, as their notes tell; the notes, and workbooks of checks, go with them. */
export async function forgetRemoved({ folder, mark, state }: DeliveryContext): Promise<void> {
  const { deliveries } = state.store;
  for (const { id, place = '', results = '' } of await deliveries.list({ folder: mark, state: 'review' })) {
    if ((await lookAt(pathIn(folder.root, place))) !== undefined) continue;
    const left = [noteName(place, 'review'), ...(results.endsWith('.check.xlsx') ? [results] : [])];
    for (const file of left) await rm(pathIn(folder.root, file), { force: true }).catch(() => undefined);
    await deliveries.remove(id);
  }
}
