import { constants } from 'node:fs';
import { access, chmod, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError, systemCode } from '@solarproof-import/core';
import { machineDisk } from './durable-disk.js';

/** Makes a folder in the state directory, and those above it, that only this user may enter. @throws SettingsError where it cannot be made or written */
export async function privateFolder(folder: string): Promise<string> {
  try {
    await makeDurable(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(folder, systemCode(error));
  }
  return folder;
}

/**
 * Shuts a folder to others, as the names of all customers will lie in it. One that holds other things is not touched: others
 * may have a reason to be there.
 * @param ours how the names of what this program keeps there begin
 * @throws SettingsError where others may enter and that cannot be mended
 */
export async function shutToOthers(folder: string, ours: readonly string[]): Promise<void> {
  // Windows keeps a user's folders to the user by other means than modes.
  if (process.platform === 'win32') return;
  const { mode, uid } = await stat(folder).catch((error: unknown) => {
    throw unusable(folder, systemCode(error));
  });
  if ((mode & 0o077) === 0) return;
  const names = await readdir(folder).catch(() => ['']);
  const holdsOnlyOurs = names.every((name) => ours.some((own) => name.startsWith(own)));
  if (uid !== process.getuid?.() || !holdsOnlyOurs) throw openToOthers(folder);
  await chmod(folder, 0o700).catch(() => undefined);
  // Some file systems take the order and ignore it.
  if (((await stat(folder)).mode & 0o077) !== 0) throw openToOthers(folder);
}

/** A new folder whose name is lost in a power cut would take all with it, however durable that is. */
async function makeDurable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made))
    await machineDisk.syncFolder(path.dirname(made));
}

/** @param why the system's code, or a few words */
export function unusable(folder: string, why: string): SettingsError {
  return new SettingsError(
    'STATE_DIRECTORY_UNUSABLE',
    `The state directory cannot be used: ${folder} (${why}).`,
    ['Name another with --state-dir or SOLARPROOF_IMPORT_HOME.'],
  );
}

function openToOthers(folder: string): SettingsError {
  return new SettingsError(
    'STATE_DIRECTORY_UNUSABLE',
    `Other users of this machine may enter the state directory, where customers' details are kept: ${folder}.`,
    [
      'Name a folder that is not there yet with --state-dir or SOLARPROOF_IMPORT_HOME; it is made for you alone.',
      `Or shut this one to others: chmod 700 "${folder}"`,
    ],
  );
}
