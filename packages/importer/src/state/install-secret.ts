import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { SettingsError, systemCode } from '@solarproof-import/core';
import { writeOnce } from './durable-disk.js';

/** Where the secret is, and the journal that cannot be read without it. */
export interface SecretPlaces {
  readonly secretFile: string;
  readonly journalFile: string;
}

/**
 * The secret by which the journal turns e-mails into marks that say nothing: 32 bytes as hex, made once. It is never
 * replaced: with another one, the ledger would no longer know whom it has created.
 * @throws SettingsError where it is damaged, where it is gone and the journal is not, and where it cannot be read or made
 */
export async function installSecret({ secretFile, journalFile }: SecretPlaces): Promise<string> {
  try {
    const found = await readSecret(secretFile);
    if (found !== undefined) return found;
    if (await exists(journalFile)) {
      // Another process may just have made both.
      const madeMeanwhile = await readSecret(secretFile);
      if (madeMeanwhile === undefined) throw gone(secretFile);
      return madeMeanwhile;
    }
    await writeOnce(secretFile, `${randomBytes(32).toString('hex')}\n`);
    return (await readSecret(secretFile)) ?? damaged(secretFile);
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(
      'STATE_SECRET_UNREADABLE',
      `The secret of the state directory cannot be read or made: ${secretFile} (${systemCode(error)}).`,
      ['Check who owns the file and its folder, or name another with --state-dir or SOLARPROOF_IMPORT_HOME.'],
    );
  }
}

async function readSecret(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'latin1').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (/^([0-9a-f]{64})\r?\n?$/.exec(text)?.[1] ?? damaged(file));
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function damaged(file: string): never {
  throw new SettingsError('STATE_SECRET_DAMAGED', `The secret of the state directory is damaged: ${file}.`, [
    'Put it back from a backup: without it nobody can tell which customers were imported before.',
    'Or start anew in another folder, with --state-dir or SOLARPROOF_IMPORT_HOME. Solar Proof then alone guards against doubles.',
  ]);
}

function gone(file: string): SettingsError {
  return new SettingsError('STATE_SECRET_MISSING', `The secret of the state directory is gone: ${file}.`, [
    'Put it back from a backup: without it nobody can tell which customers were imported before.',
    'Or start anew in another folder, with --state-dir or SOLARPROOF_IMPORT_HOME. Solar Proof then alone guards against doubles.',
  ]);
}
