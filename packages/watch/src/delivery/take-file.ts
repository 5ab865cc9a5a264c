import { lstat, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { newRunId, systemCode } from '@solarproof-import/importer';
import { markerOf } from '../arrivals/ignored-names.js';
import { placeIn } from '../folder/layout.js';
import { noteName } from '../folder/note-names.js';
import type { DeliveryContext, Taken } from './delivery-context.js';

/**
 * Takes a file out of the inbox, by renaming it into a new folder of its delivery. The rename is atomic: of several watchers one
 * gets it, and the folder's name alone says afterwards whose it is, so that nothing has to be noted before.
 * @returns `undefined` where it is gone: another was faster
 * @throws what the system says where it cannot be moved, as while it is open in Excel
 */
export async function takeFile(
  name: string,
  { folder, watcher, clock }: DeliveryContext,
): Promise<Taken | undefined> {
  const own = path.join(placeIn(folder.root, 'processing'), watcher.id);
  const id = newRunId(clock.now());
  const dir = path.join(own, id);
  await mkdir(own).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  // A link would lead out of the folder.
  if (!(await lstat(own)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
  await mkdir(dir);
  const inbox = placeIn(folder.root, 'inbox');
  try {
    await rename(path.join(inbox, name), path.join(dir, name));
  } catch (error) {
    await rmdir(dir).catch(() => undefined);
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  // A marker that stays is removed when the delivery goes on.
  const beside = [
    noteName(name, 'waiting'),
    ...(folder.requireMarker === undefined ? [] : [markerOf(name, folder.requireMarker)]),
  ];
  for (const one of beside) await rm(path.join(inbox, one), { force: true }).catch(() => undefined);
  return { id, dir, name };
}
