import { defaultApiUrl, type RunSettings, type StoredRun } from '@solarproof-import/importer';
import type { ApiFlags, CommonFlags } from '../settings/flags.js';

/** The flags that lead to a run's account again, for the commands that are told as next steps. */
export function flagsOfRun(
  { account }: StoredRun,
  { apiUrl }: RunSettings,
  flags: CommonFlags & ApiFlags,
): CommonFlags & ApiFlags {
  const isSandbox = account.host === 'sandbox';
  const isNamed = flags.account !== undefined || account.name !== 'default';
  return {
    ...flags,
    ...(isNamed ? { account: account.name } : {}),
    ...(isSandbox ? { sandbox: true } : {}),
    ...(isSandbox || apiUrl === undefined || apiUrl === defaultApiUrl ? {} : { apiUrl }),
  };
}
