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
  type ResultOptions,
} from '@solarproof-import/importer';
import type { FileFlags } from '../settings/flags.js';
import { stateDirectory } from '../settings/state-directory.js';
import type { Surroundings } from '../surroundings.js';

/** The flags of a file's reading, as the importer wants them. */
export function fileOptions(
  flags: FileFlags,
  given: { account: Account; onEvent: EventListener; signal: AbortSignal },
): FileOptions {
  const { sheet, headerRow, encoding, set } = flags;
  return { ...given, sheet, headerRow, encoding, ...(set === undefined ? {} : { defaults: set }) };
}

/**
 * Where the result goes, proven to be a folder that can be written before anything is sent.
 * @throws SettingsError where `--output` cannot be written
 */
export async function resultOptions(flags: FileFlags, surroundings: Surroundings): Promise<ResultOptions> {
  const fallbackFolder = path.join(stateDirectory(flags.stateDir, surroundings), 'results');
  if (flags.output === undefined) return { fallbackFolder };
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
  return { output, fallbackFolder };
}

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
