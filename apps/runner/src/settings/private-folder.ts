import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { SettingsError } from '@solarproof-import/importer';

/** Makes a folder that only this user may enter. @throws SettingsError where it cannot be made or written */
export async function privateFolder(folder: string): Promise<string> {
  const made = mkdir(folder, { recursive: true, mode: 0o700 }).then(() => access(folder, constants.W_OK));
  await made.catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(
      'STATE_DIRECTORY_UNUSABLE',
      `The state directory cannot be used: ${folder} (${error.code ?? 'unknown reason'}).`,
      ['Name another with --state-dir or SOLARPROOF_IMPORT_HOME.'],
    );
  });
  return folder;
}
