import { readFile } from 'node:fs/promises';
import { SettingsError, systemClock, systemCode } from '@solarproof-import/importer';
import { openChannels, type Channel, type WatchedFolder } from '@solarproof-import/watch';
import type { WatchSettings } from './watched-folders.js';

/** The ways to whoever is told of folders. */
export interface WatchChannels {
  readonly of: (folder: WatchedFolder) => readonly Channel[];
  close(): void;
}

/** Opens those that the settings name. @throws SettingsError where a secret cannot be read, or a setting is wrong */
export async function watchChannels({ folders }: Pick<WatchSettings, 'folders'>): Promise<WatchChannels> {
  const opened = new Map<WatchedFolder, readonly Channel[]>();
  for (const folder of folders)
    if (folder.notify !== undefined)
      opened.set(folder, await openChannels(folder.notify, { readSecret, clock: systemClock }));
  return {
    of: (folder) => opened.get(folder) ?? [],
    close: () => {
      for (const channel of [...opened.values()].flat()) channel.close();
    },
  };
}

/** The text of a file that holds a secret. @throws SettingsError where it cannot be read */
export async function readSecret(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new SettingsError(
      'NOTIFY_SECRET_UNREADABLE',
      `The secret in ${file} cannot be read (${systemCode(error)}).`,
      ['It should hold the secret and nothing else, and be readable by the user who runs this.'],
    );
  });
}
