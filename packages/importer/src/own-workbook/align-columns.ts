import { importLabelPrefix } from '@solarproof-import/core';

/** The columns of several sheets that hold the same table, brought together by their labels. */
export interface Alignment {
  /** The user's labels: the first sheet's, then those that only others have. */
  readonly labels: readonly string[];
  /** For each sheet: where it has the column of each label; -1 where it has none. */
  readonly columns: readonly (readonly number[])[];
}

/**
 * Finds each of the user's columns in every sheet, for columns may have been moved, added or renamed in one of them. Of equal
 * labels the first belongs to the first, the second to the second.
 * @param headers the header cells of each sheet, our own columns included
 */
export function alignColumns(headers: readonly (readonly string[])[]): Alignment {
  const labels: string[] = [];
  const columns = headers.map((header) => {
    const found: number[] = [];
    for (const [column, label] of header.entries()) {
      if (label.startsWith(importLabelPrefix)) continue;
      const free = labels.findIndex((known, index) => known === label && found[index] === undefined);
      const index = free < 0 ? labels.push(label) - 1 : free;
      found[index] = column;
    }
    return found;
  });
  return { labels, columns: columns.map((found) => labels.map((_, index) => found[index] ?? -1)) };
}
