import type { FolderConfig } from '@solarproof-import/watch';
import type { Surroundings } from '../surroundings.js';
import type { ApiFlags } from './flags.js';
import { given } from './given.js';
import { nonBlank } from './state-directory.js';
import type { WatchFlags } from './watch-flags.js';

/**
 * Whom a folder's customers go to, as flags. What a variable says is left to the variable; the sandbox of a flag or of the
 * config file needs neither address nor key.
 */
export function watchedApi(
  folder: FolderConfig,
  flags: WatchFlags,
  { env }: Pick<Surroundings, 'env'>,
): ApiFlags {
  const unless = (variables: readonly string[], said: string | undefined): string | undefined =>
    variables.some((variable) => nonBlank(env[variable]) !== undefined) ? undefined : said;
  const sandbox = flags.sandbox ?? folder.sandbox;
  const ofVendor: Pick<FolderConfig, 'apiUrl' | 'apiKeyFile'> = sandbox ? {} : folder;
  return given({
    account: flags.account ?? unless(['SOLARPROOF_ACCOUNT'], folder.account),
    apiUrl: flags.apiUrl ?? unless(['SOLARPROOF_API_URL'], ofVendor.apiUrl),
    apiKeyFile:
      flags.apiKeyFile ?? unless(['SOLARPROOF_API_KEY', 'SOLARPROOF_API_KEY_FILE'], ofVendor.apiKeyFile),
    sandbox,
    stateDir: flags.stateDir,
    timeout: flags.timeout ?? folder.timeout,
  });
}
