import type { Command } from 'commander';
import { exitCodes, openState, SettingsError, systemClock } from '@solarproof-import/importer';
import {
  approve,
  logLine,
  openLog,
  watchFolders,
  type Log,
  type WatchListener,
} from '@solarproof-import/watch';
import { addWatchFlags, type WatchFlags } from '../settings/watch-flags.js';
import { watchChannels } from '../settings/watch-channels.js';
import { findWatchSettings, findWatchState, type StateFlags } from '../settings/find-watch-settings.js';
import type { WatchSettings } from '../settings/watched-folders.js';
import type { Surroundings } from '../surroundings.js';
import { Screen } from '../terminal/screen.js';
import { watchLines } from '../terminal/watch-lines.js';
import type { Finish } from './finish.js';
import { listenForInterruption } from './interruption.js';

/** `watch [DIR]`: imports what lands in a folder, unattended. `watch approve FILE`: lets a list go on that waits in review. */
export function addWatchCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('watch')
    .summary('import what lands in a folder, unattended')
    .description(
      'Imports each list that lands in DIR/inbox, exactly once. The original and its result end in DIR/done, what cannot be read in DIR/failed with a note that says why. Without DIR: the folders of --config, or of ./solarproof-import.yaml.',
    )
    .argument('[dir]', 'the folder that has, or gets, inbox/ and its neighbours');
  addWatchFlags(command)
    .option('--adopt', 'take a folder that lost its mark for a new one')
    .action(async (dir: string | undefined, flags: WatchFlags & { readonly adopt?: boolean }) => {
      finish(await watch(dir, flags, surroundings));
    });
  command
    .command('approve')
    .summary('let a list go on that waits in review')
    .description('Lets a list go on that waits in review/. The watch takes it up at its next poll.')
    .argument('<file>', 'the file in review/, or the ID of its delivery')
    .option('--config <file>', 'the config file of the watch')
    .option('--state-dir <dir>', 'where state is kept')
    .action(async (file: string, _flags: object, called: Command) => {
      finish(await approveFile(file, called.optsWithGlobals<StateFlags>(), surroundings));
    });
}

async function watch(
  dir: string | undefined,
  flags: WatchFlags & { readonly adopt?: boolean },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await findWatchSettings(dir, flags, surroundings);
  if (flags.adopt && settings.folders.length > 1) throw adoptWhich();
  const screen = new Screen(surroundings, flags);
  const channels = await watchChannels(settings);
  const log = await logOf(settings, surroundings);
  const interruption = listenForInterruption(surroundings, () =>
    screen.note('Stopping: what is under way may finish. Once more cuts it off.'),
  );
  try {
    return await watchFolders({
      ...settings,
      once: flags.once ?? false,
      adopt: flags.adopt ?? false,
      channelsOf: channels.of,
      stop: interruption.stop,
      cutOff: interruption.cutOff,
      onEvent: listener(settings, { screen, log, flags }),
      onNotice: ({ kind, channel, code }) =>
        log.write({ level: kind === 'delivered' ? 'info' : 'warn', event: `notice-${kind}`, channel, code }),
    });
  } finally {
    interruption.release();
    channels.close();
    await log.close();
  }
}

/** A folder whose share is not mounted just now would be taken for a new one. */
function adoptWhich(): SettingsError {
  return new SettingsError(
    'ADOPT_WHICH',
    'The config file names several folders; which one lost its mark on purpose?',
    ['Name it, once: solarproof-import watch DIR --once --adopt'],
  );
}

function listener(
  { folders, log: config }: WatchSettings,
  { screen, log, flags }: { readonly screen: Screen; readonly log: Log; readonly flags: WatchFlags },
): WatchListener {
  const options = { width: screen.width, several: folders.length > 1, quiet: flags.quiet ?? false };
  return (event) => {
    const now = systemClock.now();
    log.write(logLine(event));
    screen.event(event, now);
    // Where the log goes to the system's own, lines for people would put names of files amid it.
    if (screen.interactive || config?.to !== 'stderr') screen.tell(...watchLines(event, now, options));
  };
}

/** The log's folder is in the state directory, which is opened for a moment: it has to be there, and shut to others. */
async function logOf({ stateDir, log: config }: WatchSettings, { stderr }: Surroundings): Promise<Log> {
  const state = await openState(stateDir);
  try {
    return await openLog({ config, folder: await state.directory.logsFolder(), stderr });
  } finally {
    await state.close();
  }
}

async function approveFile(file: string, flags: StateFlags, surroundings: Surroundings): Promise<number> {
  const { stateDir } = await findWatchState(flags, surroundings);
  const state = await openState(stateDir);
  try {
    const { name } = await approve(file, state.store.deliveries, systemClock.now());
    new Screen(surroundings, { color: false }).tell(
      `Approved ${name}`,
      'Next     the watch takes it up at its next poll; nothing else has to be done',
    );
    return exitCodes.done;
  } finally {
    await state.close();
  }
}
