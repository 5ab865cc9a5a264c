import path from 'node:path';

/** The same list in both formats. */
export interface SourceFiles {
  readonly csv: string;
  readonly xlsx: string;
}

/** Where in the folder the lists of so many rows are. */
export function sourceFiles(folder: string, rows: number): SourceFiles {
  const stem = path.join(folder, `customers-${rows}`);
  return { csv: `${stem}.csv`, xlsx: `${stem}.xlsx` };
}
