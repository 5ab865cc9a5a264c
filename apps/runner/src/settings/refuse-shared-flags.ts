import { defaultApiUrl, SettingsError } from '@solarproof-import/importer';
import type { Config, FolderConfig } from '@solarproof-import/watch';
import type { Surroundings } from '../surroundings.js';
import { nonBlank } from './state-directory.js';
import type { WatchFlags } from './watch-flags.js';

/**
 * Refuses a key, an account or an address for all folders of a config file where these are of several accounts: it would send
 * one company's customers to another.
 * @throws SettingsError that names the flag or variable
 */
export function refuseSharedFlags(
  { folders }: Pick<Config, 'folders'>,
  flags: WatchFlags,
  { env }: Pick<Surroundings, 'env'>,
): void {
  if (flags.sandbox) return;
  const real = folders.filter(({ sandbox }) => !sandbox);
  const given = (flag: string | undefined, name: string, variable?: string): string | undefined => {
    if (flag !== undefined) return name;
    return variable !== undefined && nonBlank(env[variable]) !== undefined ? variable : undefined;
  };
  const account = given(flags.account, '--account', 'SOLARPROOF_ACCOUNT');
  if (account !== undefined && differ(folders, nameOf)) throw forSeveral(account, 'accounts');
  const address = given(flags.apiUrl, '--api-url', 'SOLARPROOF_API_URL');
  if (address !== undefined && differ(real, addressOf)) throw forSeveral(address, 'addresses');
  const key =
    given(flags.apiKeyFile, '--api-key-file', 'SOLARPROOF_API_KEY_FILE') ??
    given(undefined, '', 'SOLARPROOF_API_KEY');
  if (key !== undefined && differ(real, accountOf)) throw keyForSeveral(key);
}

function differ(folders: readonly FolderConfig[], of: (folder: FolderConfig) => string): boolean {
  return new Set(folders.map(of)).size > 1;
}

function nameOf({ account }: FolderConfig): string {
  return account?.trim() ?? 'default';
}

function addressOf({ apiUrl = defaultApiUrl }: FolderConfig): string {
  return URL.canParse(apiUrl) ? new URL(apiUrl).href : apiUrl;
}

function accountOf(folder: FolderConfig): string {
  return JSON.stringify([nameOf(folder), addressOf(folder)]);
}

function keyForSeveral(given: string): SettingsError {
  return new SettingsError(
    'KEY_FOR_SEVERAL_ACCOUNTS',
    `${given} gives one API key, but the folders of the config file are of several accounts.`,
    ['Leave it out, and name a key for each folder by "apiKeyFile" in the config file.'],
  );
}

function forSeveral(given: string, what: 'accounts' | 'addresses'): SettingsError {
  return new SettingsError(
    'SETTING_FOR_SEVERAL_ACCOUNTS',
    `${given} would put one in the place of the several ${what} of the config file.`,
    ['Leave it out: each folder of the config file says its own.'],
  );
}
