import { isUnfinished, SettingsError, type Account, type StoredRun } from '@solarproof-import/core';

/** What a run is wanted for, and whose it has to be where none is named. */
export interface RunWanted {
  readonly for: 'resume' | 'reconcile' | 'results';
  /** Default: anybody's. */
  readonly account?: Partial<Account>;
}

/**
 * Finds the run that is meant: by its ID, or by a beginning or an end of it that no other has; where none is named, the
 * newest that there is something to do for, else the newest. @param runs the newest first
 * @throws SettingsError where there is none, or several
 */
export function findRun(runs: readonly StoredRun[], given: string | undefined, wanted: RunWanted): StoredRun {
  if (given !== undefined) return namedRun(runs, given);
  const { account = {} } = wanted;
  const ofAccount = runs.filter((run) => isOf(run, account));
  const found = ofAccount.find(hasWork[wanted.for]) ?? ofAccount[0];
  if (found === undefined) throw none(runs, account);
  return found;
}

/** Of a run that never came to an end, nobody has counted yet what is unconfirmed. */
const hasWork: Readonly<Record<RunWanted['for'], (run: StoredRun) => boolean>> = {
  resume: isUnfinished,
  reconcile: (run) => isUnfinished(run) && (run.end === undefined || (run.end.counts.unconfirmed ?? 0) > 0),
  results: () => true,
};

/** A part of an ID that is shorter says too little: two runs of one day have as much in common. */
const shortest = 4;

/** The run that a text names. @throws SettingsError where it names none, or several */
export function namedRun(runs: readonly StoredRun[], text: string): StoredRun {
  const given = text.trim().toLowerCase();
  const exact = runs.find(({ id }) => id === given);
  if (exact !== undefined) return exact;
  const alike =
    given.length < shortest ? [] : runs.filter(({ id }) => id.startsWith(given) || id.endsWith(given));
  const [only, ...others] = alike;
  if (only === undefined) throw unknown(runs, given);
  if (others.length > 0) throw ambiguous(alike, given);
  return only;
}

function isOf({ account }: StoredRun, { name, host }: Partial<Account>): boolean {
  return (name === undefined || account.name === name) && (host === undefined || account.host === host);
}

function unknown(runs: readonly StoredRun[], given: string): SettingsError {
  const newest =
    runs.length === 0 ? 'There is no run yet.' : `The newest are ${named(runs)}; history names all.`;
  return new SettingsError('RUN_UNKNOWN', `No run is called "${given}".`, [
    `Give its ID, or ${shortest} or more characters of its beginning or end. ${newest}`,
    'Runs are kept in one state directory each: check --state-dir and SOLARPROOF_IMPORT_HOME.',
  ]);
}

function ambiguous(alike: readonly StoredRun[], given: string): SettingsError {
  return new SettingsError('RUN_AMBIGUOUS', `"${given}" fits ${alike.length} runs.`, [
    `Give more of the ID: ${named(alike)}${alike.length > mostNamed ? ' …' : '.'}`,
  ]);
}

function none(runs: readonly StoredRun[], { name, host }: Partial<Account>): SettingsError {
  const whose = `${name === undefined ? '' : ` of the account "${name}"`}${host === undefined ? '' : ` at ${host}`}`;
  const others = runs.length === 0 ? [] : [`Runs of other accounts: ${named(runs)}. Choose by --account.`];
  return new SettingsError('NO_RUN', `There is no run${whose} yet.`, ['Start one with run FILE.', ...others]);
}

const mostNamed = 3;

function named(runs: readonly StoredRun[]): string {
  return runs
    .slice(0, mostNamed)
    .map(({ id, source }) => `${id} (${source.name})`)
    .join(', ');
}
