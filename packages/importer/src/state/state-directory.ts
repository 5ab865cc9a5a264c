import path from 'node:path';
import { SettingsError, type Account } from '@solarproof-import/core';
import { installSecret } from './install-secret.js';
import { networkFileSystem } from './network-file-system.js';
import { privateFolder, shutToOthers } from './private-folder.js';

/*
 * state directory   0700
 *   install-secret    by it the journal turns e-mails into marks
 *   journal.db        runs, rows, ledgers (SQLite; two more files beside it while it is open)
 *   runs/             a folder a run: its private copy of the input, and how it was read
 *   results/          result workbooks that could not be written beside their input
 *   accounts/<host>/<name>/   the account's stored key and its lock
 *   watch/            for each watched folder its lock and how it does
 *   logs/             what a watch did, without names
 */

/** Where everything is that must outlive a process. */
export interface StateDirectory {
  readonly folder: string;
  readonly journalFile: string;
  readonly runsFolder: string;
  readonly resultsFolder: string;
  /** 32 bytes as hex, the same for as long as the state directory lives. In no output of any kind. */
  readonly secret: string;
  /** Makes the folder in which watches keep what is theirs alone. @throws SettingsError where it cannot be made or written */
  watchFolder(): Promise<string>;
  /** Makes the folder of the logs. @throws SettingsError likewise */
  logsFolder(): Promise<string>;
  /** Makes the account's folder where it is not there. @throws SettingsError where it cannot be made or written */
  lockFile(account: Account): Promise<string>;
}

/** What `openStateDirectory` asks of the machine. */
export interface StateDirectoryOptions {
  /** Names the network file system that a folder lies on. Default: asks the system. */
  readonly networkFileSystem?: (folder: string) => Promise<string | undefined>;
}

/**
 * Opens the state directory; makes it, and the install secret, where they are not there.
 * @throws SettingsError where it cannot be made, written or shut to others, lies on a network file system, or lost its secret
 */
export async function openStateDirectory(
  given: string,
  { networkFileSystem: ask = networkFileSystem }: StateDirectoryOptions = {},
): Promise<StateDirectory> {
  const folder = path.resolve(given);
  const network = await ask(folder);
  if (network !== undefined) throw onNetwork(folder, network);
  await privateFolder(folder);
  await shutToOthers(folder, Object.values(names));
  const place = (name: keyof typeof names): string => path.join(folder, names[name]);
  const secret = await installSecret({ secretFile: place('secret'), journalFile: place('journal') });
  return {
    folder,
    journalFile: place('journal'),
    runsFolder: await privateFolder(place('runs')),
    resultsFolder: await privateFolder(place('results')),
    secret,
    watchFolder: () => privateFolder(place('watch')),
    logsFolder: () => privateFolder(place('logs')),
    lockFile: async (account) => path.join(await privateFolder(accountFolder(folder, account)), 'lock.db'),
  };
}

/** Where an account's own things are: a key is for one host, and is never sent to another that goes by the same name. */
export function accountFolder(stateDirectory: string, { host, name }: Account): string {
  return path.join(stateDirectory, names.accounts, host.replace(/[^\w.-]/g, '_'), name);
}

const names = {
  secret: 'install-secret',
  journal: 'journal.db',
  runs: 'runs',
  results: 'results',
  accounts: 'accounts',
  sandbox: 'sandbox',
  profiles: 'profiles',
  watch: 'watch',
  logs: 'logs',
} as const;

function onNetwork(folder: string, fileSystem: string): SettingsError {
  return new SettingsError(
    'STATE_DIRECTORY_ON_NETWORK',
    `The state directory lies on a network file system (${fileSystem}), where locks and flushed writes cannot be trusted, so that customers could be created twice: ${folder}.`,
    ['Name a folder on a disk of this machine with --state-dir or SOLARPROOF_IMPORT_HOME.'],
  );
}
