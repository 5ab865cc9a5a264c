import { SettingsError } from '@solarproof-import/importer';
import type { Surroundings } from '../surroundings.js';
import { nonBlank } from './state-directory.js';

/** The account's name: the flag, `SOLARPROOF_ACCOUNT`, or `default`. @throws SettingsError for one that could be no folder's name */
export function accountName(flag: string | undefined, { env }: Pick<Surroundings, 'env'>): string {
  const name = (flag ?? nonBlank(env['SOLARPROOF_ACCOUNT']) ?? 'default').trim();
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) return name;
  throw new SettingsError('ACCOUNT_NAME_INVALID', 'The name of the account cannot be used.', [
    'Expected letters, digits, spaces, dots, hyphens and underscores, 64 at most, in --account or SOLARPROOF_ACCOUNT.',
  ]);
}
