import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import {
  SettingsError,
  SourceError,
  ColumnsMissingError,
  prepareFile,
  readProfile,
  savedProfiles,
  type FileOptions,
  type PreparedFile,
  type RepeatedFlags,
  type ResultOptions,
  type TableOptions,
} from '@solarproof-import/importer';
import type { ApiFlags, FileFlags } from '../settings/flags.js';
import { mappingToFillIn } from './mapping-to-fill-in.js';
import { privateFolder } from '../settings/private-folder.js';
import { stateDirectory } from '../settings/state-directory.js';
import type { Surroundings } from '../surroundings.js';

/**
 * The flags of a file's reading, as the importer wants them, with the mapping that they name and those that are saved.
 * @throws SettingsError where the mapping cannot be read
 */
export async function tableOptions(flags: TableFlags, surroundings: Surroundings): Promise<TableOptions> {
  const { sheet, headerRow, encoding, set, mapping, hiddenRows, accept = [] } = flags;
  return {
    sheet,
    headerRow,
    encoding,
    hiddenRows,
    defaults: set,
    accept: flags.recase ? [...accept, 'NAME_RECASED'] : accept,
    ...(mapping === undefined
      ? { savedProfiles: await savedProfiles(profilesFolder(flags, surroundings)) }
      : { profile: await readProfile(mapping) }),
  };
}

/** The flags that say how a table is found and mapped. */
export type TableFlags = Pick<
  FileFlags,
  'sheet' | 'headerRow' | 'encoding' | 'set' | 'mapping' | 'accept' | 'recase' | 'hiddenRows' | 'stateDir'
>;

/** Where mappings are saved by name. */
export function profilesFolder(flags: Pick<FileFlags, 'stateDir'>, surroundings: Surroundings): string {
  return path.join(stateDirectory(flags.stateDir, surroundings), 'profiles');
}

/**
 * Where the result goes, proven to be a folder that can be written before anything is sent.
 * @throws SettingsError where `--output` or the state directory, the last resort, cannot be written
 */
export async function resultOptions(
  flags: RepeatableFlags & Pick<FileFlags, 'output'>,
  surroundings: Surroundings,
): Promise<ResultOptions & { readonly flags: RepeatedFlags }> {
  const fallbackFolder = path.join(stateDirectory(flags.stateDir, surroundings), 'results');
  const repeated = repeatedFlags(flags);
  await privateFolder(fallbackFolder);
  if (flags.output === undefined) return { fallbackFolder, flags: repeated };
  const output = path.resolve(flags.output);
  if (path.extname(output).toLowerCase() !== '.xlsx') {
    throw new SettingsError('OUTPUT_INVALID', `--output ${flags.output} is no workbook's name.`, [
      'Expected a name that ends with .xlsx.',
    ]);
  }
  await access(path.dirname(output), constants.W_OK).catch(() => {
    throw new SettingsError('OUTPUT_INVALID', `The folder of --output ${flags.output} cannot be written.`, [
      'Name a file in a folder that exists and that you may write to.',
    ]);
  });
  return { output, fallbackFolder, flags: repeated };
}

/** Those that a next command repeats. */
type RepeatableFlags = TableFlags & ApiFlags;

/** Prepares a file; an error then begins with the file's name. @throws as `prepareFile` */
export async function prepare(file: string, options: FileOptions): Promise<PreparedFile> {
  return aboutFile(file, () => prepareFile(file, options), options.profile === undefined);
}

/**
 * Does something with a file; an error then begins with the file's name.
 * @param writesMapping where columns are missing, a mapping to fill in is written beside the file; default false
 * @throws what the work throws
 */
export async function aboutFile<Result>(
  file: string,
  work: () => Promise<Result>,
  writesMapping = false,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const written =
      writesMapping && error instanceof ColumnsMissingError ? await mappingToFillIn(file, error) : [];
    const message = `${path.basename(file)}: ${afterColon(error.message)}`;
    throw new SourceError(error.code, message, [...error.hints, ...written]);
  }
}

/** A sentence that goes on after a colon. */
function afterColon(sentence: string): string {
  return /^[A-Z][a-z ]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

/** The flags that lead to the same account and the same values again. */
function repeatedFlags(flags: RepeatableFlags): RepeatedFlags {
  const { account, apiUrl, apiKeyFile, stateDir, sandbox, set, sheet, headerRow, encoding, hiddenRows } =
    flags;
  const result = [
    ...(sandbox ? ['--sandbox'] : []),
    ...named({
      '--account': account,
      '--api-url': apiUrl,
      '--api-key-file': apiKeyFile,
      '--state-dir': stateDir,
    }),
    ...[...(set ?? [])].flatMap(([field, value]) => ['--set', `${field}=${value}`]),
    ...named({ '--mapping': flags.mapping, '--accept': flags.accept?.join(',') }),
    ...(flags.recase ? ['--recase'] : []),
  ];
  return {
    result,
    resume: named({ '--api-key-file': apiKeyFile, '--state-dir': stateDir }),
    sameFile: [
      ...result,
      ...named({
        '--sheet': sheet,
        '--header-row': headerRow,
        '--encoding': encoding,
        '--hidden-rows': hiddenRows,
      }),
    ],
  };
}

function named(flags: Readonly<Record<string, string | number | undefined>>): string[] {
  return Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
}
