import type { Command } from 'commander';
import { exitCodes, ImportError, openState, systemClock, type State } from '@solarproof-import/importer';
import { illnesses, watchStatus, type Illness, type WatchStatus } from '@solarproof-import/watch';
import { addOutputFlags, wholeNumber } from '../settings/flags.js';
import { findWatchState, type StateFlags } from '../settings/find-watch-settings.js';
import type { Surroundings } from '../surroundings.js';
import { describeFailure } from '../terminal/describe-failure.js';
import { printEvent } from '../terminal/print-event.js';
import { Screen, type ScreenOptions } from '../terminal/screen.js';
import { statusLines } from '../terminal/status-lines.js';
import type { Finish } from './finish.js';

interface StatusFlags extends StateFlags, ScreenOptions {
  readonly health?: boolean;
  /** In seconds. */
  readonly within: number;
}

/** `status`: how the watched folders do; with `--health`, the exit code says whether all is well. */
export function addStatusCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('status')
    .summary('show how the watched folders do')
    .description(
      'Shows the last poll of each watched folder, what waits in it, open runs, and whether the journal can be written. With --health, for monitors: ends with 0 where all is well, else with 4. Needs no key.',
    )
    .option('--config <file>', 'the config file of the watch')
    .option('--health', 'end with 4 where something is not as it should be')
    .option('--within <seconds>', 'how old the last poll may be', wholeNumber(1, 31_536_000), 300);
  addOutputFlags(command).action(async (flags: StatusFlags) => {
    finish(await status(flags, surroundings));
  });
}

async function status(flags: StatusFlags, surroundings: Surroundings): Promise<number> {
  const { stateDir, folders } = await findWatchState(flags, surroundings);
  const state = await opened(stateDir, flags, surroundings);
  if (typeof state === 'number') return state;
  try {
    const all = await watchStatus(state);
    const isMeant = ({ folder }: { readonly folder: string }): boolean => folders?.includes(folder) ?? true;
    const found = { ...all, folders: all.folders.filter(isMeant) };
    const now = systemClock.now();
    const ill = illnesses(found, { now, withinMs: flags.within * 1000, folders });
    const screen = new Screen(surroundings, flags);
    if (flags.json) printStatus(found, ill, { now, surroundings });
    else screen.tell(...statusLines(found, { ill, now, width: screen.width }));
    return flags.health && ill.length > 0 ? exitCodes.attention : exitCodes.done;
  } finally {
    // A journal that cannot be written has been told.
    await state.close().catch(() => undefined);
  }
}

/** A journal that cannot even be opened is what a monitor asks for, and no wrong usage. */
async function opened(
  stateDir: string,
  { health }: StatusFlags,
  { stderr }: Surroundings,
): Promise<State | number> {
  try {
    return await openState(stateDir);
  } catch (error) {
    if (!health || !(error instanceof ImportError)) throw error;
    stderr.write(describeFailure(error, { verbose: false, sent: true, exitCode: exitCodes.attention }).text);
    return exitCodes.attention;
  }
}

function printStatus(
  { folders, openRuns, review, notices, journal }: WatchStatus,
  ill: readonly Illness[],
  { now: time, surroundings }: { readonly now: Date; readonly surroundings: Surroundings },
): void {
  for (const { version: _version, ...folder } of folders)
    printEvent(surroundings, { event: 'folder-status', time, ...folder });
  printEvent(surroundings, {
    event: 'status',
    time,
    healthy: ill.length === 0,
    problems: ill,
    journalWritable: journal === undefined,
    openRuns: openRuns.map(({ id }) => id),
    review: review.map(({ id, place }) => ({ delivery: id, file: place })),
    notices,
  });
}
