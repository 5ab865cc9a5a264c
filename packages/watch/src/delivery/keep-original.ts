import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openRunFolder, systemCode, type StoredRun } from '@solarproof-import/importer';
import { hashFile } from '../arrivals/hash-file.js';
import { placeIn } from '../folder/layout.js';
import { moveToFree } from '../folder/move.js';
import type { DeliveryContext, Taken } from './delivery-context.js';

/**
 * Sees to it that the file in a delivery's folder is the one that was imported. A program that had it open may have gone on writing
 * into it: what it has become goes into the inbox as a new arrival, and the run's own copy takes its place, as it does where the
 * file is gone. So no row that came late is lost.
 * @throws what the system says; SettingsError where the run's copy is gone
 */
export async function keepOriginal(taken: Taken, run: StoredRun, context: DeliveryContext): Promise<void> {
  const file = path.join(taken.dir, taken.name);
  const isThere = await lstat(file).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
  if (isThere) {
    if ((await hashFile(file, context.stop)) === run.source.sha256) return;
    await backToInbox(file, taken, context);
  }
  const { source } = await openRunFolder(context.state.directory.runsFolder, run);
  const draft = path.join(taken.dir, `.${randomBytes(8).toString('hex')}.tmp`);
  // A new file, not a copy of the private one's rights: colleagues have to be able to open it.
  await pipeline(createReadStream(source), createWriteStream(draft, { flags: 'wx', flush: true }));
  await rename(draft, file);
}

/** Puts a file back where it came from; where another has its name by now, under the next that is free. */
export async function backToInbox(
  file: string,
  { id, name: wanted }: Taken,
  { folder, clock, tell }: Pick<DeliveryContext, 'folder' | 'clock' | 'tell'>,
): Promise<void> {
  const to = placeIn(folder.root, 'inbox');
  const name = await moveToFree(file, { to, at: clock.now(), wanted });
  tell({ event: 'file-put-back', folder: folder.root, file: `inbox/${name}`, delivery: id });
}
