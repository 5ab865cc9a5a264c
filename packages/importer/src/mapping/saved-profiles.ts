import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { labelFingerprint, SettingsError, systemCode, type MappingProfile } from '@solarproof-import/core';
import { profileText, readProfile } from './profile-file.js';

/** A profile in the state directory. */
export interface SavedProfile {
  readonly name: string;
  readonly profile: MappingProfile;
}

const ending = '.map.yaml';

/** Every profile that is saved, by name. One that cannot be read is not there: it must not stop a run that needs none. */
export async function savedProfiles(folder: string): Promise<readonly SavedProfile[]> {
  const names = await readdir(folder).catch((error: unknown): readonly string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found: SavedProfile[] = [];
  for (const file of names.filter((name) => name.endsWith(ending)).toSorted()) {
    const profile = await readProfile(path.join(folder, file)).catch(() => undefined);
    if (profile !== undefined) found.push({ name: file.slice(0, -ending.length), profile });
  }
  return found;
}

/** The saved profile that was made for a list with these labels; the first of equals. */
export function profileFor(
  saved: readonly SavedProfile[],
  labels: readonly string[],
): SavedProfile | undefined {
  const wanted = labelFingerprint(labels);
  if (wanted === '') return undefined;
  return saved.find(
    ({ profile }) => profile.labels !== undefined && labelFingerprint(profile.labels) === wanted,
  );
}

/**
 * Saves a profile under a name, over one that has it. Nobody ever reads half of one.
 * @returns where it is
 * @throws SettingsError where the name is none for a file, or the folder cannot be written
 */
export async function saveProfile(
  folder: string,
  { name, profile }: SavedProfile,
  notes?: ReadonlyMap<string, string>,
): Promise<string> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw new SettingsError('PROFILE_NAME_INVALID', `"${name}" is no name for a mapping.`, [
      'Use letters, digits, spaces, dots, hyphens and underscores, 64 at most.',
    ]);
  }
  const file = path.join(folder, name + ending);
  await writeProfile(file, profile, notes);
  return file;
}

/** Writes a mapping file, whole or not at all. @throws SettingsError where it cannot be written */
export async function writeProfile(
  file: string,
  profile: MappingProfile,
  notes?: ReadonlyMap<string, string>,
): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${process.pid}.tmp`;
    await writeFile(unfinished, profileText(profile, notes), { mode: 0o600 });
    await rename(unfinished, file);
  } catch (error) {
    throw new SettingsError(
      'MAPPING_NOT_WRITTEN',
      `The mapping ${file} cannot be written (${systemCode(error)}).`,
      ['Name a file in a folder that exists and that you may write to.'],
    );
  }
}
