import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError, type Account } from '@solarproof-import/importer';
import type { Surroundings } from '../surroundings.js';
import { privateFolder } from './private-folder.js';
import { nonBlank } from './state-directory.js';

/** An API key and where it came from, for people. The key itself is in no output of any kind. */
export interface ApiKey {
  readonly key: string;
  readonly from: string;
}

/** Where a key may come from. */
export interface ApiKeyPlaces {
  readonly flagFile: string | undefined;
  readonly stateDir: string;
  readonly account: Account;
}

/**
 * Finds the key: `--api-key-file`, `SOLARPROOF_API_KEY`, `SOLARPROOF_API_KEY_FILE`, then the one stored for the account.
 * @returns `undefined` where there is none
 * @throws SettingsError where a file cannot be read or what is found can be no key
 */
export async function findApiKey(
  places: ApiKeyPlaces,
  { env }: Pick<Surroundings, 'env'>,
): Promise<ApiKey | undefined> {
  if (places.flagFile !== undefined) return keyFromFile(places.flagFile, `the file ${places.flagFile}`);
  const direct = nonBlank(env['SOLARPROOF_API_KEY']);
  if (direct !== undefined)
    return { key: usableKey(direct, 'SOLARPROOF_API_KEY'), from: 'SOLARPROOF_API_KEY' };
  const file = nonBlank(env['SOLARPROOF_API_KEY_FILE']);
  if (file !== undefined) return keyFromFile(file, `the file ${file} (SOLARPROOF_API_KEY_FILE)`);
  const stored = storedKeyPath(places);
  const text = await readFile(stored, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { key: usableKey(text, stored), from: stored };
}

/** Keeps a key for the account, readable by this user only. */
export async function storeApiKey(
  key: string,
  places: Pick<ApiKeyPlaces, 'stateDir' | 'account'>,
): Promise<string> {
  const file = storedKeyPath(places);
  await privateFolder(path.dirname(file));
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return file;
}

/**
 * A key as it may go into a URL and JSON: printable ASCII without spaces.
 * @throws SettingsError that says where it came from and never what it is
 */
export function usableKey(text: string, from: string): string {
  const key = text.replace(/^\uFEFF/, '').trim();
  if (/^[\x21-\x7E]{1,512}$/.test(key)) return key;
  throw new SettingsError('API_KEY_INVALID', `What ${from} holds cannot be an API key.`, [
    'Expected one word of letters and digits, as Solar Proof shows it under Settings, API Access.',
  ]);
}

async function keyFromFile(file: string, from: string): Promise<ApiKey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(
      'API_KEY_FILE_UNREADABLE',
      `${from} cannot be read (${error.code ?? 'unknown reason'}).`,
      ['It should hold the API key and nothing else.'],
    );
  });
  return { key: usableKey(text, from), from };
}

function storedKeyPath({ stateDir, account }: Pick<ApiKeyPlaces, 'stateDir' | 'account'>): string {
  // A key is for one host: it is never sent to another that happens to go by the same account name.
  return path.join(stateDir, 'accounts', account.host.replace(/[^\w.-]/g, '_'), account.name, 'api-key');
}
