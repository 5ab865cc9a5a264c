import path from 'node:path';
import { isCredential, isMappingFile, type Config, type FolderConfig } from '@solarproof-import/watch';
import type { ApiFlags, CommonFlags } from '../../settings/flags.js';
import { given } from '../../settings/given.js';
import type { PaceFlags } from '../../settings/pace-flags.js';
import type { ReadingFlags } from '../../settings/reading-flags.js';
import type { FolderFlags } from '../../settings/watch-flags.js';

/** The flags of `init`, as commander hands them over. */
export interface InitFlags
  extends CommonFlags, Omit<ApiFlags, 'timeout'>, ReadingFlags, FolderFlags, Pick<PaceFlags, 'maxErrors'> {
  readonly folder?: string;
  readonly webhook?: string;
  readonly yes?: boolean;
}

/** What a config file is made of: from flags, or as a person said it. */
export interface InitAnswers {
  /** With absolute paths. */
  readonly folder: FolderConfig;
  /** A key that was typed, to be kept for the account: it stands in no config file. */
  readonly typedKey?: string | undefined;
  /** Where notices go. */
  readonly webhook?: string | undefined;
}

/** What flags say of a folder, with absolute paths: a service starts elsewhere. */
export function folderOfFlags(folder: string, flags: InitFlags): FolderConfig {
  const { account, apiUrl, sandbox, apiKeyFile, mapping, sheet, headerRow, encoding, hiddenRows } = flags;
  const { owner, set, accept, recase, duplicates, reviewOver, maxErrors, requireMarker } = flags;
  return {
    folder: path.resolve(folder),
    ...given({
      account: account?.trim(),
      apiUrl,
      sandbox,
      apiKeyFile: apiKeyFile && (isCredential(apiKeyFile) ? apiKeyFile : path.resolve(apiKeyFile)),
      mapping: mapping && (isMappingFile(mapping) ? path.resolve(mapping) : mapping),
      sheet,
      headerRow,
      encoding,
      hiddenRows,
      owner,
      set: set && Object.fromEntries(set),
      accept: accept && [...accept],
      recase,
      duplicates,
      reviewOver,
      maxErrors: maxErrors && (maxErrors.kind === 'percent' ? `${maxErrors.most}%` : maxErrors.most),
      requireMarker,
      schedule: flags.schedule,
      timeZone: flags.timeZone,
    }),
  };
}

/** Where things are that a config file names. */
export interface InitPlaces {
  /** Left out where it is the platform's. */
  readonly stateDir: string | undefined;
  /** Of the webhook's secret. */
  readonly secretFile: string;
}

/** The config that answers make. */
export function configOfAnswers(
  { folder, webhook }: InitAnswers,
  { stateDir, secretFile }: InitPlaces,
): Config {
  return {
    version: 1,
    ...(stateDir === undefined ? {} : { stateDir }),
    ...(webhook === undefined ? {} : { notify: { webhook: { url: webhook, secretFile } } }),
    folders: [folder],
  };
}
