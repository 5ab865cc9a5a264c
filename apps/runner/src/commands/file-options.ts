import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import {
  SettingsError,
  SourceError,
  prepareFile,
  type Account,
  type EventListener,
  type FileOptions,
  type PreparedFile,
  type RepeatedFlags,
  type ResultOptions,
} from '@solarproof-import/importer';
import type { ApiFlags, FileFlags } from '../settings/flags.js';
import { privateFolder } from '../settings/private-folder.js';
import { stateDirectory } from '../settings/state-directory.js';
import type { Surroundings } from '../surroundings.js';

/** The flags of a file's reading, as the importer wants them. */
export function fileOptions(
  flags: FileFlags,
  given: { account: Account; onEvent: EventListener | undefined; signal: AbortSignal },
): FileOptions {
  const { sheet, headerRow, encoding, set } = flags;
  return { ...given, sheet, headerRow, encoding, ...(set === undefined ? {} : { defaults: set }) };
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
type RepeatableFlags = Pick<FileFlags, 'set' | 'sheet' | 'headerRow' | 'encoding'> & ApiFlags;

/** Prepares a file; an error then begins with the file's name. @throws as `prepareFile` */
export async function prepare(file: string, options: FileOptions): Promise<PreparedFile> {
  try {
    return await prepareFile(file, options);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(error.code, `${path.basename(file)}: ${afterColon(error.message)}`, error.hints);
  }
}

/** A sentence that goes on after a colon. */
function afterColon(sentence: string): string {
  return /^[A-Z][a-z ]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

/** The flags that lead to the same account and the same values again. */
function repeatedFlags(flags: RepeatableFlags): RepeatedFlags {
  const { account, apiUrl, apiKeyFile, stateDir, sandbox, set, sheet, headerRow, encoding } = flags;
  const result = [
    ...(sandbox ? ['--sandbox'] : []),
    ...named({
      '--account': account,
      '--api-url': apiUrl,
      '--api-key-file': apiKeyFile,
      '--state-dir': stateDir,
    }),
    ...[...(set ?? [])].flatMap(([field, value]) => ['--set', `${field}=${value}`]),
  ];
  return {
    result,
    resume: named({ '--api-key-file': apiKeyFile, '--state-dir': stateDir }),
    sameFile: [...result, ...named({ '--sheet': sheet, '--header-row': headerRow, '--encoding': encoding })],
  };
}

function named(flags: Readonly<Record<string, string | number | undefined>>): string[] {
  return Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));
}
