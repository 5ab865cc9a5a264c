import { SourceError } from '@solarproof-import/core';
import { openCsv } from '@solarproof-import/parser-csv';
import { checkParts } from '@solarproof-import/parser-xlsx';
import { tellFormat } from './identify/tell-format.js';
import { refuseInterrupted } from './refuse-interrupted.js';

/** What a file that is still being copied earns: its end is missing, or has no bytes of its own yet. */
const unfinished: ReadonlySet<string> = new Set([
  'SOURCE_EMPTY',
  'SOURCE_IS_BLANK',
  'SOURCE_DAMAGED',
  'SOURCE_NOT_TEXT',
  'SOURCE_QUOTE_OPEN',
  'SOURCE_QUOTES_BROKEN',
]);

/**
 * Says why a list looks as if it were not copied to its end: the directory of a workbook or the checksum of a part, a quote that
 * never closes, zeros where text should be. A file of another kind counts as whole: to refuse it is somebody else's.
 * @returns `undefined` where nothing speaks against it
 * @throws SourceError where the file is missing, locked or cannot be read; InterruptedError where the signal came first
 */
export async function whyNotWhole(file: string, signal?: AbortSignal): Promise<SourceError | undefined> {
  try {
    await readThrough(file, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (unfinished.has(error.code)) return error;
    if (unreadable.has(error.code)) throw error;
    return undefined;
  }
}

const unreadable: ReadonlySet<string> = new Set(['SOURCE_MISSING', 'SOURCE_LOCKED', 'SOURCE_UNREADABLE']);

async function readThrough(file: string, signal: AbortSignal | undefined): Promise<void> {
  if ((await tellFormat(file, signal)) === 'xlsx') return checkParts(file, signal);
  const source = await openCsv(file);
  try {
    for await (const _row of source.rows()) refuseInterrupted(signal);
  } finally {
    await source.close();
  }
}
