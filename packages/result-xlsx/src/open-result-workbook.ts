import { BugError, ResultError } from '@solarproof-import/core';
import type { ResultBook } from '@solarproof-import/core';
import { nodeFiles } from './result-files.js';
import type { ResultWorkbook, ResultWorkbookOptions, WrittenResult } from './result-workbook.js';
import { writeToFolder } from './write-to-folder.js';

/** Makes the sink that writes a result workbook; nothing is touched before `write`. */
export function openResultWorkbook(options: ResultWorkbookOptions): ResultWorkbook {
  return { write: (book) => writeSomewhere(book, options) };
}

async function writeSomewhere(book: ResultBook, options: ResultWorkbookOptions): Promise<WrittenResult> {
  const { paths, files = nodeFiles } = options;
  let first: { readonly path: string; readonly error: ResultError } | undefined;
  for (const path of paths) {
    try {
      const written = await writeToFolder(book, { ...options, path, files });
      if (first === undefined) return written;
      const { code, message: reason } = first.error;
      return { path: written.path, insteadOf: { path: first.path, code, reason } };
    } catch (error) {
      if (!(error instanceof ResultError)) throw error;
      first ??= { path, error };
    }
  }
  throw first?.error ?? new BugError('RESULT_WITHOUT_PATH', 'No path was given for the result.');
}
