import type { FieldKey } from '../fields/field-key.js';
import { fieldKeys } from '../fields/field-key.js';
import type { MappingProfile } from './mapping-profile.js';
import type { MatchOptions } from './match-labels.js';

/** What the user says on the command line, beside a profile. */
export interface SaidOptions {
  /** From `--set`. */
  readonly defaults?: ReadonlyMap<FieldKey, string> | undefined;
  /** Likely rules that may be applied. */
  readonly accept?: readonly string[] | undefined;
  readonly hiddenRows?: 'include' | 'skip' | undefined;
}

/** What is said on the command line over what a profile says; accepted rules add up. */
export function withProfile(
  profile: MappingProfile | undefined,
  { defaults, accept = [], hiddenRows }: SaidOptions,
): Pick<MatchOptions, 'profile' | 'defaults' | 'mend' | 'skipsHidden'> {
  const set = fieldKeys.flatMap((key): [FieldKey, string][] => {
    const value = profile?.set?.[key];
    return value === undefined ? [] : [[key, value]];
  });
  const picks = Object.values(profile?.columns ?? {}).some(
    (said) => typeof said === 'object' && said.pick === 'first',
  );
  return {
    profile,
    defaults: new Map([...set, ...(defaults ?? [])]),
    mend: {
      accept: new Set([
        ...(profile?.accept ?? []),
        ...(profile?.recase ? ['NAME_RECASED'] : []),
        ...(picks ? ['EMAIL_FIRST_OF_SEVERAL'] : []),
        ...accept,
      ]),
    },
    skipsHidden: (hiddenRows ?? profile?.hiddenRows) === 'skip',
  };
}
