import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  describeIssue,
  describeRule,
  describeStop,
  resultRows,
  ResultError,
  type OutcomeSource,
  type ResultBook,
  type ResultSummary,
  type StatusCounts,
  type StopReason,
} from '@solarproof-import/core';
import { openResultWorkbook, type WrittenResult } from '@solarproof-import/result-xlsx';
import { leftOut, mendSentences, warningSentences } from './left-out.js';
import { nextSteps, type RepeatedFlags } from './next-steps.js';
import type { PreparedFile } from './prepare-file.js';

/** Where the result workbook goes. */
export interface ResultOptions {
  /** Default: `<name>.result.xlsx` (a check: `<name>.check.xlsx`) beside the input. */
  readonly output?: string | undefined;
  /** Where it goes when the folder of the input cannot be written; made when it is not there. Default: nowhere. */
  readonly fallbackFolder?: string | undefined;
  /** What the commands told as next steps repeat; default: nothing. */
  readonly flags?: RepeatedFlags;
}

/** How a check or run ended, as far as the workbook tells it. */
export interface Ending {
  readonly kind: 'check' | 'run';
  readonly counts: StatusCounts;
  readonly seconds: number;
  readonly stop?: StopReason | undefined;
  /** Rows that exist in Solar Proof under another name; default 0. */
  readonly otherNames?: number;
  /** Whether the run is kept, so that it can be resumed; default false. */
  readonly resumable?: boolean;
  readonly outcomeOf: OutcomeSource;
}

/** Writes the workbook. @returns where it is, or why there is none */
export async function writeResults(
  prepared: PreparedFile,
  ending: Ending,
  { output, fallbackFolder, flags = noFlags }: ResultOptions,
): Promise<WrittenResult | ResultError> {
  const beside = output ?? prepared.settings?.output ?? resultPath(prepared.file, ending.kind);
  const paths =
    fallbackFolder === undefined ? [beside] : [beside, path.join(fallbackFolder, path.basename(beside))];
  const book: ResultBook = {
    summary: summaryOf(prepared, ending, { result: thisWorkbook, flags }),
    columns: prepared.plan.columns,
    changedRows: prepared.plan.changedRows,
    rows: () => resultRows(prepared.rows(), prepared.mapping, ending.outcomeOf),
  };
  try {
    if (fallbackFolder !== undefined)
      await mkdir(fallbackFolder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    return await openResultWorkbook({ paths, describeIssue, describeRule }).write(book);
  } catch (error) {
    if (error instanceof ResultError) return error;
    throw error;
  }
}

/** `customers.xlsx` → `customers.result.xlsx`; of a result, `customers.result.xlsx` again. */
function resultPath(file: string, kind: 'check' | 'run'): string {
  const { dir, name } = path.parse(file);
  // Half of what file systems allow, so that ".result (12)" fits behind it.
  const stem = name.replace(/\.(?:result|check)(?: \(\d+\))?$/, '').slice(0, 120);
  return path.join(dir, `${stem}.${kind === 'check' ? 'check' : 'result'}.xlsx`);
}

/** The workbook's name is settled only when it is whole: another may have taken it. */
const thisWorkbook = 'THIS-WORKBOOK.xlsx';

/** The sheet `Changes` has them all. */
const mostMends = 20;

const noFlags: RepeatedFlags = { sameFile: [], result: [], resume: [] };

function summaryOf(
  prepared: PreparedFile,
  ending: Ending,
  named: { result: string; flags: RepeatedFlags },
): ResultSummary {
  const { mapping, plan, account, runId, started, source } = prepared;
  const { kind, counts, seconds, stop } = ending;
  return {
    kind,
    file: source.name,
    sheet: mapping.sheet,
    headerRow: mapping.headerRow,
    account,
    runId,
    started,
    seconds,
    rows: plan.counts.rows,
    counts,
    ...(stop ? { stopped: describeStop(stop, account.host) } : {}),
    next: nextSteps({ ...ending, warnedRows: plan.warnedRows }, { file: source.name, ...named }).map(
      ({ text, command }) => (command === undefined ? text : `${text} ${command}`),
    ),
    mended: mendSentences(plan).slice(0, mostMends),
    leftOut: [...leftOut(prepared), ...warningSentences(plan)],
  };
}
