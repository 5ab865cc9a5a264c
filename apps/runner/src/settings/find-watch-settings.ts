import { access } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError } from '@solarproof-import/importer';
import { isWithin, readConfig, type WatchedFolder } from '@solarproof-import/watch';
import type { Surroundings } from '../surroundings.js';
import { nonBlank, stateDirectory } from './state-directory.js';
import type { WatchFlags } from './watch-flags.js';
import { watchedFolder, watchedFolders, type WatchSettings } from './watched-folders.js';

/** The name of the config file where none is named. */
export const configName = 'solarproof-import.yaml';

/**
 * What is watched: the folder that was named, else those of a config file.
 * @throws SettingsError where neither is named or both are; as `readConfig` and `watchedFolders`
 */
export async function findWatchSettings(
  dir: string | undefined,
  flags: WatchFlags,
  surroundings: Surroundings,
): Promise<WatchSettings> {
  if (dir !== undefined && flags.config !== undefined) throw bothNamed();
  if (dir !== undefined) return repeating(watchedFolder(dir, flags, surroundings), flagsFor(flags));
  const config = await configFile(flags);
  if (config === undefined) throw noneNamed();
  const read = await readConfig(config, surroundings.env);
  const repeated = [
    '--config',
    path.resolve(config),
    ...(flags.stateDir === undefined ? [] : flagsFor(flags)),
  ];
  return repeating(watchedFolders(read, flags, surroundings), repeated);
}

/** The flags that say where the state of a watch is. */
export type StateFlags = Pick<WatchFlags, 'config' | 'stateDir'>;

/** Where the state of a watch is, and which folders its config file names, if there is one. Needs no key and no secret. */
export interface WatchState {
  /** Absolute. */
  readonly stateDir: string;
  readonly folders?: readonly string[];
}

/** @throws SettingsError as `readConfig` */
export async function findWatchState(flags: StateFlags, surroundings: Surroundings): Promise<WatchState> {
  const file = await configFile(flags);
  if (file === undefined) return { stateDir: stateDirectory(flags.stateDir, surroundings) };
  // Where a service has its secrets is nobody else's to know.
  const config = await readConfig(file, { CREDENTIALS_DIRECTORY: path.sep, ...surroundings.env });
  const home = nonBlank(surroundings.env['SOLARPROOF_IMPORT_HOME']);
  return {
    stateDir: stateDirectory(flags.stateDir ?? home ?? config.stateDir, surroundings),
    folders: config.folders.map(({ folder }) => folder),
  };
}

/** The config file that is named, else the one in the current folder. @returns `undefined` where there is none */
async function configFile({ config }: Pick<WatchFlags, 'config'>): Promise<string | undefined> {
  if (config !== undefined) return config;
  return access(configName).then(
    () => configName,
    () => undefined,
  );
}

function flagsFor({ stateDir }: WatchFlags): readonly string[] {
  return stateDir === undefined ? [] : ['--state-dir', path.resolve(stateDir)];
}

function repeating(settings: WatchSettings, repeatedFlags: readonly string[]): WatchSettings {
  const own = [settings.stateDir, ...(settings.log?.folder === undefined ? [] : [settings.log.folder])];
  for (const { root } of settings.folders)
    for (const place of own) if (isWithin(place, root) || isWithin(root, place)) throw nested(place, root);
  return {
    ...settings,
    folders: settings.folders.map((folder): WatchedFolder => ({ ...folder, repeatedFlags })),
  };
}

function nested(place: string, root: string): SettingsError {
  return new SettingsError(
    'WATCH_STATE_INSIDE',
    `The state directory or the log, ${place}, and the watched folder ${root} lie within each other: the watch would take its own files.`,
    ['Name a state directory, or a folder for the log, that lies apart, on a disk of this machine.'],
  );
}

function bothNamed(): SettingsError {
  return new SettingsError(
    'WATCH_NAMED_TWICE',
    'A folder and a config file were given; the config file names its own folders.',
    ['Leave one of them out.'],
  );
}

function noneNamed(): SettingsError {
  return new SettingsError('WATCH_FOLDER_MISSING', 'It was not said which folder to watch.', [
    `Name it: solarproof-import watch DIR; or make a config file: solarproof-import init. Without either, ./${configName} is looked for.`,
  ]);
}
