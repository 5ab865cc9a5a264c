import { InterruptedError, type Account } from '@solarproof-import/importer';
import type { Surroundings } from '../surroundings.js';
import { askSecret, askYesNo } from '../terminal/ask.js';
import { storeApiKey, usableKey, type ApiKey } from './api-key.js';
import type { ApiFlags } from './flags.js';
import { stateDirectory } from './state-directory.js';

/**
 * Asks for the key at the terminal, hidden, and whether to keep it for the account.
 * @throws SettingsError for what can be no key, InterruptedError after Ctrl-C
 */
export async function askForKey(
  account: Account,
  flags: ApiFlags,
  surroundings: Surroundings,
): Promise<ApiKey> {
  const typed = await askSecret(
    `API key for account "${account.name}" at ${account.host} (Solar Proof, Settings, API Access)`,
    surroundings,
  );
  if (typed.kind === 'cancelled') throw new InterruptedError('SIGINT');
  const key = usableKey(typed.value, 'the terminal');
  const keep = await askYesNo(
    'Keep it on this machine for the next time, readable by you only?',
    surroundings,
  );
  if (keep.kind === 'cancelled') throw new InterruptedError('SIGINT');
  if (!keep.value) return { key, from: 'the terminal' };
  return {
    key,
    from: await storeApiKey(key, { stateDir: stateDirectory(flags.stateDir, surroundings), account }),
  };
}
