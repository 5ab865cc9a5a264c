import { defaultApiUrl, fieldKeys, type RunSettings, type StoredRun } from '@solarproof-import/importer';
import type { ApiFlags, FileFlags } from '../settings/flags.js';

/** The flags that lead to a run's account and to its values for blank cells again, for commands that are told as next steps. */
export function flagsOfRun(
  { account }: StoredRun,
  { apiUrl, defaults, mapping, mappingFile }: RunSettings,
): Pick<FileFlags & ApiFlags, 'account' | 'apiUrl' | 'sandbox' | 'set' | 'mapping' | 'accept'> {
  const isSandbox = account.host === 'sandbox';
  const set = fieldKeys.flatMap((key) => {
    const value = defaults[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...(account.name === 'default' ? {} : { account: account.name }),
    ...(isSandbox ? { sandbox: true } : {}),
    ...(isSandbox || apiUrl === undefined || apiUrl === defaultApiUrl ? {} : { apiUrl }),
    set: new Map(set),
    ...(mappingFile === undefined ? {} : { mapping: mappingFile }),
    ...(mapping?.accept === undefined ? {} : { accept: mapping.accept }),
  };
}
