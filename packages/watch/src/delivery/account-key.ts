import { SettingsError, type Report } from '@solarproof-import/importer';
import type { AccountAccess } from '../watched-folder.js';
import type { DeliveryContext } from './delivery-context.js';

/**
 * Compares the key with those that the account has had: another one may lead to another company's customers, and nobody is here
 * to be asked.
 * @throws SettingsError where it is another, and the account was not named
 */
export async function checkKey(
  { apiKey, keyFrom }: AccountAccess,
  { folder, state }: Pick<DeliveryContext, 'folder' | 'state'>,
): Promise<void> {
  if (apiKey === undefined || folder.accountIsNamed) return;
  if ((await state.store.keyStanding(folder.account, apiKey)) !== 'other') return;
  const { name } = folder.account;
  throw new SettingsError(
    'API_KEY_CHANGED',
    `The key from ${keyFrom} is another than the account "${name}" has had.`,
    [
      `If it is a new key of the same Solar Proof account, name it: --account "${name}", or account: ${name} in the config file.`,
      'If it is the key of another one, give that a name of its own.',
    ],
  );
}

/** The key is the account's once the server has taken it. @throws what the store throws */
export async function rememberKey(
  { counts }: Pick<Report, 'counts'>,
  { apiKey }: AccountAccess,
  { folder, state }: Pick<DeliveryContext, 'folder' | 'state'>,
): Promise<void> {
  const { created = 0, exists = 0, rejected = 0 } = counts;
  if (apiKey !== undefined && created + exists + rejected > 0)
    await state.store.rememberKey(folder.account, apiKey);
}
