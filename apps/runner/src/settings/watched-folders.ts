import path from 'node:path';
import {
  defaultConcurrency,
  parseErrorLimit,
  SettingsError,
  type ErrorLimit,
} from '@solarproof-import/importer';
import {
  type AccountAccess,
  type Config,
  type FolderConfig,
  type Schedule,
  type WatchedFolder,
} from '@solarproof-import/watch';
import type { Surroundings } from '../surroundings.js';
import type { ApiFlags } from './flags.js';
import { given } from './given.js';
import { isLocalHost, settleMs } from './pace-flags.js';
import { refuseSharedFlags } from './refuse-shared-flags.js';
import { nonBlank, stateDirectory } from './state-directory.js';
import { findAccount, findTarget } from './target.js';
import type { WatchFlags } from './watch-flags.js';
import { watchedApi } from './watched-api.js';
import { watchedReading } from './watched-reading.js';

/** What is watched, and what holds for all of it. */
export interface WatchSettings {
  /** Absolute. */
  readonly stateDir: string;
  /** Default: as the config file's defaults. */
  readonly log: Config['log'];
  readonly folders: readonly WatchedFolder[];
}

const defaultPollSeconds = 5;
const defaultStillSeconds = 15;

/**
 * The folders of a config file, with flags over variables over what it says.
 * @param config with absolute paths, as `readConfig` gives it
 * @throws SettingsError where a setting is wrong, or one is given for all that must not be
 */
export function watchedFolders(config: Config, flags: WatchFlags, surroundings: Surroundings): WatchSettings {
  if (flags.owner !== undefined && flags.set?.has('useremail')) throw ownerTwice();
  refuseSharedFlags(config, flags, surroundings);
  const home = nonBlank(surroundings.env['SOLARPROOF_IMPORT_HOME']);
  const stateDir = stateDirectory(flags.stateDir ?? home ?? config.stateDir, surroundings);
  const settled = { ...flags, stateDir };
  const folders = config.folders.map((folder) =>
    watched({ ...generalOf(config), ...folder }, settled, surroundings),
  );
  return { stateDir, log: config.log, folders };
}

/** The same for one folder and no config file. @throws SettingsError where a setting is wrong */
export function watchedFolder(folder: string, flags: WatchFlags, surroundings: Surroundings): WatchSettings {
  return watchedFolders({ version: 1, folders: [{ folder: path.resolve(folder) }] }, flags, surroundings);
}

/** What a config file says of a folder, also for all of them. */
type FolderSaid = FolderConfig & Pick<Config, 'pollSeconds' | 'stillSeconds'>;

function generalOf({
  pollSeconds,
  stillSeconds,
  schedule,
  timeZone,
  notify,
}: Config): Omit<FolderSaid, 'folder'> {
  return { pollSeconds, stillSeconds, schedule, timeZone, notify };
}

function watched(folder: FolderSaid, flags: WatchFlags, surroundings: Surroundings): WatchedFolder {
  const api = watchedApi(folder, flags, surroundings);
  const { account } = findAccount(api, surroundings);
  const concurrency = flags.concurrency ?? folder.concurrency ?? defaultConcurrency;
  const timing = given({ settle: flags.settle ?? folder.settle, timeout: api.timeout });
  return {
    root: folder.folder,
    account,
    accountIsNamed: api.account !== undefined,
    tableOptions: () => watchedReading(folder, flags, surroundings),
    openAccount: () => openAccount(api, surroundings, concurrency),
    pace: {
      concurrency,
      rate: flags.rate ?? folder.rate,
      settleMs: settleMs(timing, isLocalHost(account.host)),
    },
    duplicates: flags.duplicates ?? folder.duplicates ?? 'set-aside',
    reviewOver: flags.reviewOver ?? folder.reviewOver,
    maxErrors: flags.maxErrors ?? limitOf(folder),
    requireMarker: flags.requireMarker ?? folder.requireMarker,
    pollMs: Math.round((flags.poll ?? folder.pollSeconds ?? defaultPollSeconds) * 1000),
    stillMs: Math.round((flags.still ?? folder.stillSeconds ?? defaultStillSeconds) * 1000),
    schedule: scheduleOf(folder, flags),
    notify: folder.notify,
  };
}

/** Nobody is asked for a key: there may be nobody. */
async function openAccount(
  api: ApiFlags,
  surroundings: Surroundings,
  concurrency: number,
): Promise<AccountAccess> {
  const target = await findTarget(api, surroundings, () => Promise.resolve(undefined));
  const { apiKey, keyFrom, apiUrl } = target;
  return { transport: await target.open(concurrency), apiKey, keyFrom, apiUrl };
}

function limitOf({ maxErrors }: FolderConfig): ErrorLimit | undefined {
  return maxErrors === undefined ? undefined : parseErrorLimit(String(maxErrors));
}

function scheduleOf(folder: FolderConfig, flags: WatchFlags): Schedule | undefined {
  const pattern = flags.schedule ?? folder.schedule;
  return pattern === undefined ? undefined : { pattern, timeZone: flags.timeZone ?? folder.timeZone };
}

function ownerTwice(): SettingsError {
  return new SettingsError(
    'OWNER_GIVEN_TWICE',
    'The owner was given twice: by --owner and by --set useremail=….',
    ['Leave one of them out.'],
  );
}
