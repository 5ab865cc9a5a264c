import {
  accountHolder,
  isUnfinished,
  needAttention,
  systemClock,
  type Account,
  type AccountHolder,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';

/** Where a run stands, as `history` tells it. */
export type RunStanding =
  | 'done'
  | 'needs-attention'
  /** It came to an end before its rows did. */
  | 'stopped'
  /** All that is left are rows of which nobody knows. */
  | 'unconfirmed'
  /** It never came to an end. */
  | 'killed'
  | 'under-way'
  | 'purged';

/** Says where a run stands. @param holder who has its account now */
export function runStanding(run: StoredRun, holder: AccountHolder | undefined): RunStanding {
  if (run.purged !== undefined) return 'purged';
  const { end } = run;
  if (end === undefined) return isOfHolder(run, holder) ? 'under-way' : 'killed';
  if (isUnfinished(run)) return (end.counts['not-sent'] ?? 0) > 0 ? 'stopped' : 'unconfirmed';
  return needAttention(end.counts) > 0 ? 'needs-attention' : 'done';
}

/** Whoever has the account since before the run began must have begun it: there is one at a time. */
function isOfHolder({ started }: StoredRun, holder: AccountHolder | undefined): boolean {
  return holder?.since !== undefined && holder.since.getTime() <= started.getTime();
}

/** The same in words, with the command that goes on. */
export const standingWords: Readonly<Record<RunStanding, string>> = {
  done: 'done',
  'needs-attention': 'needs attention',
  stopped: 'stopped: resume',
  unconfirmed: 'unfinished: reconcile',
  killed: 'killed: resume',
  'under-way': 'under way',
  purged: 'purged',
};

/** Who has the accounts of runs that never came to an end, by `keyOf`: of others nobody needs to be asked. */
export async function accountHolders(
  runs: readonly StoredRun[],
  state: State,
): Promise<ReadonlyMap<string, AccountHolder>> {
  const open = runs.filter(({ end, purged }) => end === undefined && purged === undefined);
  const accounts = new Map(open.map(({ account }) => [keyOf(account), account]));
  const holders = new Map<string, AccountHolder>();
  for (const [key, account] of accounts) {
    const holder = await accountHolder(state, account, systemClock.now());
    if (holder !== undefined) holders.set(key, holder);
  }
  return holders;
}

/** An account as one text. */
export function keyOf({ host, name }: Account): string {
  return JSON.stringify([host, name]);
}
