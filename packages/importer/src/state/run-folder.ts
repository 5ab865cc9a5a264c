import path from 'node:path';
import { systemCode } from '@solarproof-import/core';
import type { Snapshot } from '../take-snapshot.js';
import { machineDisk, type Disk } from './durable-disk.js';
import { unusable } from './private-folder.js';
import { runSettingsText, type RunSettings } from './run-settings.js';

/*
 * runs/.preparing-<pid>-<random>/source   while a file is prepared; gone with its process
 * runs/<run ID>/settings.json, source     once the run begins; whole as soon as `source` is there
 * runs/.removing-<run ID>/                on its way out
 */

/** A run's own copy of its input, and how to read it. */
export interface RunFolder {
  readonly source: string;
  readonly settings: RunSettings;
}

/** Whose folder it becomes. */
export interface Adoption {
  readonly runsFolder: string;
  readonly runId: string;
  readonly settings: RunSettings;
  /** Default: this machine's. */
  readonly disk?: Disk;
}

/**
 * Makes a snapshot the run's own, durably: called before the run is noted in the journal and its first row is sent. The
 * snapshot may be open; it has another path then, and `snapshot.remove` removes only what is left of its old folder.
 * @throws SettingsError where the disk does not take it; nothing of the run is left then
 */
export async function adoptSnapshot(
  snapshot: Snapshot,
  { runsFolder, runId, settings, disk = machineDisk }: Adoption,
): Promise<RunFolder> {
  const folder = path.join(runsFolder, runId);
  const source = path.join(folder, sourceName);
  let made = false;
  try {
    await disk.sync(snapshot.path);
    await disk.makeFolder(folder);
    made = true;
    await disk.writeNew(path.join(folder, settingsName), runSettingsText(settings));
    // The file and not its folder: Windows does not rename a folder in which a file is open.
    await disk.rename(snapshot.path, source);
    await disk.syncFolder(folder);
    await disk.syncFolder(runsFolder);
  } catch (error) {
    // What went wrong first is what is told.
    if (made) await disk.remove(folder).catch(() => undefined);
    throw unusable(folder, systemCode(error));
  }
  // What is left goes with the next start.
  await snapshot.remove().catch(() => undefined);
  return { source, settings };
}

/** The copy's name in its run's folder. */
export const sourceName = 'source';
/** The name of the file beside it that says how it was read. */
export const settingsName = 'settings.json';
