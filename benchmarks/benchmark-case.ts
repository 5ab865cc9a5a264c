import type { SourceFiles } from './source-files.js';

/** What a case is given to work on. */
export interface CaseInput {
  readonly files: SourceFiles;
  /** Customers in each file. */
  readonly rows: number;
  /** An empty folder for what the case writes; removed afterwards. */
  readonly folder: string;
}

/** The sending of a run, without what comes before and after. */
export interface Sending {
  /** Created ones. */
  readonly customers: number;
  readonly seconds: number;
}

/** What a case has done. */
export interface CaseDone {
  readonly rows: number;
  /** Left out where nothing was sent. */
  readonly sending?: Sending;
}

/** A case that is set up: nothing before `run` and nothing after it is measured. */
export interface ReadyCase {
  run(): Promise<CaseDone>;
  close?(): Promise<void>;
}

/** One thing that is measured, in a process of its own. */
export interface BenchmarkCase {
  /** Begins with its group: `reading-csv`. */
  readonly name: string;
  /** For the table. */
  readonly title: string;
  /** More rows than these are not needed to know; default: as many as are asked for. */
  readonly rowsAtMost?: number;
  /** What the server's latency would allow, in customers a second, where there is such a thing. */
  readonly ideal?: number;
  setUp(input: CaseInput): Promise<ReadyCase>;
}
