import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SettingsError, systemCode, type StoredRun } from '@solarproof-import/core';
import { settingsName, sourceName, type RunFolder } from './run-folder.js';
import { parseRunSettings } from './run-settings.js';

/**
 * Finds a run's copy of its input, and proves that it is the one that was read.
 * @throws SettingsError where it was purged, is gone or is damaged
 */
export async function openRunFolder(runsFolder: string, run: StoredRun): Promise<RunFolder> {
  if (run.purged !== undefined) throw purged(run);
  const folder = path.join(runsFolder, run.id);
  const source = path.join(folder, sourceName);
  const text = await readFile(path.join(folder, settingsName), 'utf8').catch((error: unknown) => {
    throw missing(run, folder, error);
  });
  const sha256 = await sha256Of(source).catch((error: unknown) => {
    throw missing(run, folder, error);
  });
  if (sha256 !== run.source.sha256) throw sourceDamaged(run, source);
  const settings = parseRunSettings(text);
  if (settings === undefined) throw settingsDamaged(run, path.join(folder, settingsName));
  return { source, settings };
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function purged({ id, purged: at }: StoredRun): SettingsError {
  return new SettingsError(
    'RUN_PURGED',
    `The files of run ${id} were removed on ${at?.toISOString().slice(0, 10) ?? 'an unknown day'}.`,
    [importAgain],
  );
}

function missing({ id }: StoredRun, folder: string, error: unknown): SettingsError {
  const code = systemCode(error);
  return new SettingsError(
    'RUN_FOLDER_MISSING',
    `The files of run ${id} ${code === 'ENOENT' ? 'are gone' : `cannot be read (${code})`}: ${folder}.`,
    ['Put the folder back if it was moved, or make it readable.', importAgain],
  );
}

function sourceDamaged({ id }: StoredRun, file: string): SettingsError {
  return new SettingsError('RUN_SOURCE_DAMAGED', `The copy that run ${id} reads is damaged: ${file}.`, [
    'Put it back from a backup if there is one.',
    importAgain,
  ]);
}

function settingsDamaged({ id }: StoredRun, file: string): SettingsError {
  return new SettingsError('RUN_SETTINGS_DAMAGED', `How run ${id} read its file cannot be told: ${file}.`, [
    'If a newer version of this program made the run, go on with that one.',
    importAgain,
  ]);
}

const importAgain =
  'Import the file again: customers that are known to exist by then are not sent a second time.';
