import { setMaxListeners } from 'node:events';
import {
  createRowCheck,
  exitCodeOf,
  IssueGroups,
  issuesOf,
  journaledOutcome,
  memoryJournal,
  RunControl,
  runRows,
  solarProofApi,
  StatusTally,
  type Journal,
  type Transport,
} from '@solarproof-import/core';
import { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import { tellFinished, tellRow } from './tell-events.js';
import { writeResults, type ResultOptions } from './write-results.js';

/** How the rows are sent. */
export interface SendOptions extends ResultOptions {
  readonly transport: Transport;
  /** Requests in flight at most, at least 1; default 4. */
  readonly concurrency?: number;
  /** Stops the run: what is under way may finish, nothing new is sent. Its reason is `'SIGINT'` or `'SIGTERM'`. */
  readonly stop?: AbortSignal;
  /** Cuts off what is under way too; those rows are then unconfirmed. */
  readonly cutOff?: AbortSignal;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
  /** Default: one in memory. */
  readonly journal?: Journal;
}

const defaultConcurrency = 4;

/**
 * Imports a file: checks every row, creates the valid ones, writes the result workbook.
 * @throws as `prepareFile`, before anything is sent; afterwards only what is a bug
 */
export async function importFile(file: string, options: FileOptions & SendOptions): Promise<Report> {
  const prepared = await prepareFile(file, options);
  try {
    return await importPrepared(prepared, options);
  } finally {
    await prepared.close();
  }
}

/** The part of an import after the preparation: sends what is ready and writes the workbook. */
export async function importPrepared(prepared: PreparedFile, options: SendOptions): Promise<Report> {
  const { clock, mapping, onEvent, runId } = prepared;
  const {
    transport,
    concurrency = defaultConcurrency,
    random = Math.random,
    journal = memoryJournal(),
  } = options;
  const begun = clock.monotonic();
  const control = new RunControl(clock, onEvent ?? (() => undefined));
  stopOnSignal(control, options.stop);
  const tally = new StatusTally();
  const groups = new IssueGroups();
  const cutOff = options.cutOff ?? new AbortController().signal;
  // Every request under way listens, far more than the ten that Node takes for a leak.
  setMaxListeners(0, control.stopping, cutOff);
  const context = { api: solarProofApi(transport), journal, clock, mapping, control, random, cutOff };
  await runRows(prepared.rows(), context, {
    check: createRowCheck(mapping),
    concurrency,
    onOutcome: ({ raw }, outcome) => {
      const issues = issuesOf(raw, outcome, mapping);
      tally.add(outcome);
      groups.add(outcome.status, issues);
      tellRow(onEvent, { row: raw.row, outcome, issues });
    },
  });
  const { counts } = tally;
  const stop = control.stopReason;
  const seconds = secondsSince(begun, clock);
  const outcomeOf = (checked: Parameters<typeof journaledOutcome>[0]) => journaledOutcome(checked, journal);
  const result = await writeResults(prepared, { kind: 'run', counts, seconds, stop, outcomeOf }, options);
  const exitCode = exitCodeOf(counts, stop);
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return { kind: 'run', prepared, counts, groups, ...(stop ? { stop } : {}), result, seconds, exitCode };
}

function stopOnSignal(control: RunControl, signal: AbortSignal | undefined): void {
  const stop = (): void =>
    control.stop({ kind: 'interrupted', signal: signal?.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT' });
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop, { once: true });
}
