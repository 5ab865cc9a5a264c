import path from 'node:path';
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
    .option(
      '--adopt [dir]',
      'mark a folder anew that lost its mark on purpose; which one, where the config file has several',
    )
    .action(async (dir: string | undefined, flags: WatchFlags & { readonly adopt?: string | true }) => {
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
  flags: WatchFlags & { readonly adopt?: string | true },
  surroundings: Surroundings,
): Promise<number> {
  const settings = await findWatchSettings(dir, flags, surroundings);
  const adopt = adopted(flags.adopt, settings);
  const screen = new Screen(surroundings, flags);
  const channels = await watchChannels(settings);
  const log = await logOf(settings, surroundings);
  const interruption = listenForInterruption(surroundings, () =>
    screen.note('Stopping: what is under way may finish. Once more cuts it off.'),
  );
  try {
    const exitCode = await watchFolders({
      ...settings,
      once: flags.once ?? false,
      adopt,
      channelsOf: channels.of,
      stop: interruption.stop,
      cutOff: interruption.cutOff,
      onEvent: listener(settings, { screen, log, flags }),
      onNotice: ({ kind, channel, code }) =>
        log.write({ level: kind === 'delivered' ? 'info' : 'warn', event: `notice-${kind}`, channel, code }),
    });
    if (interruption.stop.aborted) screen.tell('Stopped. What waits goes on at the next start.');
    return exitCode;
  } finally {
    interruption.release();
    channels.close();
    await log.close();
  }
}

/** Which folders have lost their mark on purpose. Another's share may only not be mounted just now. @throws SettingsError where it is not said which */
function adopted(flag: string | true | undefined, { folders }: WatchSettings): readonly string[] {
  if (flag === undefined) return [];
  const roots = folders.map(({ root }) => root);
  const found = flag === true ? roots : roots.filter((root) => root === path.resolve(flag));
  if (found.length === 1) return found;
  throw new SettingsError(
    'ADOPT_WHICH',
    'It was not said which of the watched folders lost its mark on purpose.',
    [`Name it as the config file does: ${roots.map((root) => `--adopt ${root}`).join(', or ')}`],
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
