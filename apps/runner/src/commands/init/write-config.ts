import { rename, writeFile } from 'node:fs/promises';
import { SettingsError, systemCode } from '@solarproof-import/importer';

/** Writes a config file, whole or not at all, readable by this user only: a webhook's address may be a secret. @throws SettingsError where it cannot be written */
export async function writeConfig(file: string, text: string): Promise<void> {
  try {
    const unfinished = `${file}.${process.pid}.tmp`;
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, file);
  } catch (error) {
    throw new SettingsError(
      'CONFIG_FILE_NOT_WRITTEN',
      `The config file ${file} cannot be written (${systemCode(error)}).`,
      ['Name a file in a folder that exists and that you may write to.'],
    );
  }
}
