import { dirname } from 'node:path';
import { ResultError } from '@solarproof-import/core';
import type { ResultBook } from '@solarproof-import/core';
import { isHeld, resultErrorOf } from './file-errors.js';
import type { ResultWorkbookOptions, WrittenResult } from './result-workbook.js';
import type { NewFile, ResultFiles } from './result-files.js';
import { lockPaths, numberedPaths, temporaryPath } from './result-path.js';
import { isUntouchedResultOf } from './workbook-mark.js';
import { writeBook } from './write-book.js';

/** The folder's own wish among the options. */
interface FolderOptions extends ResultWorkbookOptions {
  readonly path: string;
  readonly files: ResultFiles;
}

/**
 * Writes the book into the folder of `path`, then gives it that name or the next that is free. The temporary file is
 * gone afterwards, whatever happened.
 * @throws ResultError where the folder or the file cannot be written
 */
export async function writeToFolder(book: ResultBook, options: FolderOptions): Promise<WrittenResult> {
  const { path, files } = options;
  const place = { path, folder: dirname(path) };
  const temporary = temporaryPath(path);
  const file = await files.create(temporary).catch((error: unknown) => {
    throw resultErrorOf(error, place);
  });
  try {
    await fill(file, book, options);
    return await nameIt(temporary, book.summary.runId, options);
  } finally {
    await file.discard();
    // After a rename there is nothing left to remove; where it cannot be removed the first error counts.
    await files.remove(temporary).catch(() => undefined);
  }
}

async function fill(file: NewFile, book: ResultBook, options: FolderOptions): Promise<void> {
  const place = { path: options.path, folder: dirname(options.path) };
  const failure = new AbortController();
  file.output.on('error', (error) => failure.abort(resultErrorOf(error, place)));
  await writeBook(book, { ...options, output: file.output, broken: failure.signal });
  await file.keep().catch((error: unknown) => {
    throw resultErrorOf(error, place);
  });
}

/** Pauses, in milliseconds, before a rename is tried again: a virus scanner lets go of a new file soon. */
const pauses = [50, 150, 450];

async function nameIt(temporary: string, runId: string, options: FolderOptions): Promise<WrittenResult> {
  const { path, files } = options;
  let first: ResultError | undefined;
  for (const wanted of numberedPaths(path)) {
    const refusal =
      (await whyNot(wanted, runId, files)) ??
      (await renameTo(wanted, { temporary, files, folder: dirname(path) }));
    if (refusal === undefined) {
      return first === undefined
        ? { path: wanted }
        : { path: wanted, insteadOf: { path, code: first.code, reason: first.message } };
    }
    first ??= refusal;
  }
  throw first ?? locked(path);
}

/** Why a name is not to be used; `undefined` where it is free, or is this run's own. */
async function whyNot(path: string, runId: string, files: ResultFiles): Promise<ResultError | undefined> {
  if (!(await files.exists(path))) return undefined;
  const locks = await Promise.all(lockPaths(path).map((lock) => files.exists(lock)));
  if (locks.includes(true)) return locked(path);
  if (await isUntouchedResultOf(path, runId)) return undefined;
  return new ResultError(
    'RESULT_NAME_TAKEN',
    `${path} is another file, or was changed since it was written.`,
  );
}

/** Renames, with some patience; says why it could not. @throws ResultError where no other name would help */
async function renameTo(
  path: string,
  { temporary, files, folder }: { temporary: string; files: ResultFiles; folder: string },
): Promise<ResultError | undefined> {
  for (const pause of [...pauses, undefined]) {
    try {
      await files.rename(temporary, path);
      return undefined;
    } catch (error) {
      if (!isHeld(error)) throw resultErrorOf(error, { path, folder });
      // A name that nobody has cannot be held: the next would fare no better.
      if (pause === undefined) {
        if (await files.exists(path)) return locked(path);
        throw resultErrorOf(error, { path, folder });
      }
      await files.wait(pause);
    }
  }
  return locked(path);
}

function locked(path: string): ResultError {
  return new ResultError('RESULT_FILE_LOCKED', `${path} is open in another program.`, ['Close it there.']);
}
