import { isBlank, SourceError } from '@solarproof-import/core';
import { limits } from './limits.js';
import type { CsvDialect } from './csv-dialect.js';
import { RowSplitter } from './row-splitter.js';
import type { SplitRow } from './split-row.js';

const charactersAtOnce = 4_096;

/**
 * The first rows of a text that are not blank, as they come out when read so. Where the quotes end in an error, the
 * rows before it: the sample is only judged by, and whoever reads it all says what is wrong.
 * @param isWhole whether the sample is the whole file; otherwise its last row may be cut off and does not count
 */
export function sampleRows(sample: string, dialect: CsvDialect, isWhole: boolean): readonly SplitRow[] {
  const splitter = new RowSplitter(dialect);
  const rows: SplitRow[] = [];
  const add = (found: readonly SplitRow[]): void => {
    for (const row of found) if (!isBlank(row)) rows.push(row);
  };
  try {
    for (let at = 0; at < sample.length && rows.length < limits.sampleRows; at += charactersAtOnce) {
      add(splitter.push(sample.slice(at, at + charactersAtOnce)));
    }
    if (isWhole) add(splitter.end());
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
  return rows.slice(0, limits.sampleRows);
}
