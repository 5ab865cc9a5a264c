import type { Command } from 'commander';
import {
  exitCodes,
  holdAccounts,
  InterruptedError,
  isUnfinished,
  namedRun,
  purgeResultFiles,
  purgeRuns,
  SettingsError,
  systemClock,
  type PurgeReport,
  type PurgeSelection,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { addOutputFlags } from '../settings/flags.js';
import { purgeSelection, type PurgeFlags } from '../settings/purge-flags.js';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import { Screen } from '../terminal/screen.js';
import { withState } from './open-account.js';
import { printPurge, purgeLines, type Purged } from './purge-report.js';

/** `purge`: removes what runs keep of customers, and says what went and what stays. */
export function addPurgeCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('purge')
    .summary('remove the copies of lists that runs keep')
    .description(
      'Removes what runs keep of customers: their copies of the lists, and result workbooks in the state directory. A purged run cannot be resumed. What was imported stays known, without personal data.',
    )
    .option('--run <run>', 'this run: its ID, or a beginning or end of it')
    .option('--older-than <days>', 'all that ended so long ago and have nothing open, e.g. 90d')
    .option('--all', 'all, of all accounts, also those that could be resumed');
  addOutputFlags(command)
    .option('--yes', 'without asking; needed where there is no terminal')
    .action(async (flags: PurgeFlags) => {
      finish(await purge(flags, surroundings));
    });
}

async function purge(flags: PurgeFlags, surroundings: Surroundings): Promise<number> {
  const selection = purgeSelection(flags);
  const screen = new Screen(surroundings, flags);
  return withState(flags, surroundings, async (state) => {
    const question = await questionFor(selection, state);
    if (question !== undefined && !flags.yes && !(await isConfirmed(question, screen, surroundings)))
      return exitCodes.settings;
    const purged = await purgeAll(selection, state);
    if (flags.json) printPurge(purged, surroundings);
    else screen.tell(...purgeLines(purged, screen));
    return exitCodeOf(purged);
  });
}

/** What is asked before something goes that somebody may still want; `undefined` where nothing is asked. */
async function questionFor(selection: PurgeSelection, { store }: State): Promise<string | undefined> {
  if (selection !== 'all' && !('run' in selection)) return undefined;
  const runs = await store.runs();
  const chosen = selection === 'all' ? runs : [namedRun(runs, selection.run)];
  const going = chosen.filter(({ purged }) => purged === undefined);
  const unfinished = going.filter(isUnfinished).length;
  if (going.length === 0 || (selection !== 'all' && unfinished === 0)) return undefined;
  const which = going.length === 1 ? `run ${going[0]?.id ?? ''}` : `all ${going.length} runs`;
  if (unfinished === 0) return `Remove the files of ${which}?`;
  const those =
    going.length === 1 ? 'It is' : unfinished === 1 ? '1 of them is' : `${unfinished} of them are`;
  return `Remove the files of ${which}? ${those} unfinished and cannot be resumed then.`;
}

async function isConfirmed(question: string, screen: Screen, surroundings: Surroundings): Promise<boolean> {
  if (!screen.interactive) {
    throw new SettingsError('CONFIRMATION_MISSING', 'There is no terminal to ask for a confirmation.', [
      `It would be asked: ${question} Add --yes to go on without.`,
      'Nothing was removed.',
    ]);
  }
  const answer = await askYesNo(question, surroundings);
  if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
  if (!answer.value) screen.tell('Nothing was removed.');
  return answer.value;
}

async function purgeAll(selection: PurgeSelection, state: State): Promise<Purged> {
  const { directory, store } = state;
  const now = systemClock.now();
  const held = holdAccounts(state, now);
  try {
    const isLocked = (run: StoredRun): Promise<boolean> => held.isLocked(run);
    const report = await purgeRuns(store, selection, { state: directory, now, isLocked });
    // Also those of earlier purges: one that was killed had no time for them.
    const purged = (await store.runs()).flatMap((run) => (run.purged === undefined ? [] : [run.id]));
    return { ...report, results: await purgeResultFiles(directory.resultsFolder, purged) };
  } finally {
    held.release();
  }
}

/** Who purges for a reason has to know that not all went. */
function exitCodeOf({ kept }: PurgeReport): number {
  if (kept.some(({ why }) => why.kind === 'not-removable')) return exitCodes.settings;
  return kept.some(({ why }) => why.kind === 'under-way') ? exitCodes.locked : exitCodes.done;
}
