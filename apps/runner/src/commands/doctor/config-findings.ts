import { SettingsError, systemClock, type State } from '@solarproof-import/importer';
import {
  nextTime,
  readConfig,
  type Config,
  type FolderConfig,
  type WatchedFolder,
} from '@solarproof-import/watch';
import type { ApiFlags, CommonFlags } from '../../settings/flags.js';
import { watchedApi } from '../../settings/watched-api.js';
import { watchedFolders, type WatchSettings } from '../../settings/watched-folders.js';
import type { Surroundings } from '../../surroundings.js';
import { localTime } from '../../terminal/local-time.js';
import { accountFindings } from './account-findings.js';
import type { Finding } from './finding.js';
import { folderFindings } from './folder-findings.js';
import { notifyFindings } from './notify-findings.js';

/** A config file, and what is watched by it. */
export interface ConfigAtHand {
  readonly config: Config;
  readonly settings: WatchSettings;
  readonly flags: CommonFlags & ApiFlags;
  readonly surroundings: Surroundings;
}

/** Reads a config file, and says what is wrong with it. */
export async function openConfigFindings(
  file: string,
  flags: CommonFlags & ApiFlags,
  surroundings: Surroundings,
): Promise<{ readonly atHand?: ConfigAtHand; readonly findings: readonly Finding[] }> {
  const what = 'Config file';
  try {
    const config = await readConfig(file, surroundings.env);
    const settings = watchedFolders(config, flags, surroundings);
    const count = settings.folders.length === 1 ? '1 folder' : `${settings.folders.length} folders`;
    const findings = [{ level: 'ok', what, found: `${file}, ${count}` } as const];
    return { atHand: { config, settings, flags, surroundings }, findings };
  } catch (error) {
    return { findings: [failureOf(error, what)] };
  }
}

/** Each folder, its account, how its lists are read, and who is told. */
export async function watchFindings(at: ConfigAtHand, state: State | undefined): Promise<readonly Finding[]> {
  const { config, settings } = at;
  const findings: Finding[] = [];
  for (const [index, watched] of settings.folders.entries()) {
    const said = config.folders[index];
    if (said !== undefined) findings.push(...(await ofFolder(watched, { at, said, state })));
  }
  const [first] = settings.folders;
  if (config.notify === undefined || first === undefined) return findings;
  return [...findings, ...(await notifyFindings(config.notify, aboutOf(first)))];
}

async function ofFolder(
  watched: WatchedFolder,
  {
    at,
    said,
    state,
  }: { readonly at: ConfigAtHand; readonly said: FolderConfig; readonly state: State | undefined },
): Promise<readonly Finding[]> {
  const { settings, surroundings } = at;
  const { stateDir } = settings;
  const api = watchedApi(said, { ...at.flags, stateDir }, surroundings);
  return [
    ...(await folderFindings(watched.root, { stateDir, state })),
    ...(await mappingFindings(watched, said)),
    ...scheduleFindings(watched),
    ...(await accountFindings(api, surroundings, { state, watch: { isNamed: watched.accountIsNamed } })),
    ...(said.notify === undefined ? [] : await notifyFindings(said.notify, aboutOf(watched))),
  ];
}

async function mappingFindings(
  watched: WatchedFolder,
  { mapping }: FolderConfig,
): Promise<readonly Finding[]> {
  const what = 'Mapping';
  try {
    await watched.tableOptions();
    return mapping === undefined ? [] : [{ level: 'ok', what, found: mapping }];
  } catch (error) {
    return [failureOf(error, what)];
  }
}

function scheduleFindings({ schedule }: WatchedFolder): readonly Finding[] {
  const next = schedule && nextTime(schedule, systemClock.now());
  return next ? [{ level: 'ok', what: 'Schedule', found: `next at ${localTime(next)}` }] : [];
}

function aboutOf({ root, account }: WatchedFolder): { readonly folder: string; readonly account: string } {
  return { folder: root, account: `${account.name} at ${account.host}` };
}

function failureOf(error: unknown, what: string): Finding {
  if (!(error instanceof SettingsError)) throw error;
  return { level: 'failure', what, found: [error.message, ...error.hints].join(' ') };
}
