export type SourceFormat = 'csv' | 'xlsx';

/** One input file as given. */
export interface Source {
  /** Its name without the folder. */
  readonly name: string;
  readonly format: SourceFormat;
  /** Of its bytes, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}
