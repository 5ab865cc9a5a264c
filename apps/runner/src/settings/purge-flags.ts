import { SettingsError, type PurgeSelection } from '@solarproof-import/importer';
import type { CommonFlags } from './flags.js';

/** The flags of `purge`, which is of all accounts, as commander hands them over. */
export interface PurgeFlags extends Omit<CommonFlags, 'account'> {
  readonly run?: string;
  readonly olderThan?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** Which runs are meant. @throws SettingsError where that is not said in exactly one way */
export function purgeSelection({ run, olderThan, all }: PurgeFlags): PurgeSelection {
  const given = [run, olderThan, all].filter((flag) => flag !== undefined);
  if (given.length !== 1) throw notOne(given.length);
  if (run !== undefined) return { run };
  return olderThan === undefined ? 'all' : { olderThanDays: daysIn(olderThan) };
}

const mostDays = 36_500;

function daysIn(text: string): number {
  const digits = /^(\d{1,6})d?$/i.exec(text.trim())?.[1];
  const days = digits === undefined ? Number.NaN : Number(digits);
  if (days <= mostDays) return days;
  throw new SettingsError('PURGE_AGE_INVALID', `--older-than ${text} is no number of days.`, [
    `Expected days since the run ended, e.g. 90d or 90; ${mostDays} at most.`,
    'Nothing was removed.',
  ]);
}

function notOne(given: number): SettingsError {
  return new SettingsError(
    'PURGE_SELECTION_INVALID',
    given === 0
      ? 'It was not said which runs to purge.'
      : 'It was said in more than one way which runs to purge.',
    [
      'Give one of --run RUN, --older-than 90d and --all. "solarproof-import history" lists the runs.',
      'Nothing was removed.',
    ],
  );
}
