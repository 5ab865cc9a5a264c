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

/** How the reading of one hostile workbook ended. */
export interface HostileRead {
  readonly title: string;
  /** `rows: N`, the code of the refusal, or what is wrong. */
  readonly end: string;
  readonly seconds: number;
  /** The peak of the process that read it. */
  readonly megabytes: number;
}

/** What reading all hostile workbooks came to. */
export interface HostileDone {
  /** The peak of a process that reads none. */
  readonly bareMegabytes: number;
  readonly slowest: HostileRead | undefined;
  readonly hungriest: HostileRead | undefined;
  /** Those beyond 2 seconds or 150 MB, or that ended in another error than a SourceError. */
  readonly beyond: readonly HostileRead[];
}

/** What a case has done. */
export interface CaseDone {
  readonly rows: number;
  /** Left out where no hostile workbooks were read. */
  readonly hostile?: HostileDone;
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
  /** Takes too long to be measured with the others: only where `--only` begins its name. */
  readonly onlyWhenNamed?: boolean;
  /** What the server's latency would allow, in customers a second, where there is such a thing. */
  readonly ideal?: number;
  /** The case without what this one has more, by its name: their sending is compared round by round. */
  readonly comparedWith?: string;
  setUp(input: CaseInput): Promise<ReadyCase>;
}
