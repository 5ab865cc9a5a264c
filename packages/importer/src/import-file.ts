import { setMaxListeners } from 'node:events';
import {
  BugError,
  exitCodeOf,
  exitCodes,
  journaledOutcome,
  memoryJournal,
  ResultError,
  resultRows,
  RunControl,
  solarProofApi,
  SourceError,
  StatusTally,
  type CheckedRow,
  type Journal,
  type RunContext,
  type StatusCounts,
  type Transport,
} from '@solarproof-import/core';
import { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import { sendRows, type Sent } from './send-rows.js';
import { tellFinished } from './tell-events.js';
import { writePlainRows } from './write-plain-rows.js';
import { writeResults, type Ending, type ResultOptions } from './write-results.js';

/** How the rows are sent. */
export interface SendOptions extends ResultOptions {
  readonly transport: Transport;
  /** Requests in flight at most, at least 1; default 4. */
  readonly concurrency?: number;
  /** Stops the run: what is under way may finish, nothing new is sent. Its reason is `'SIGINT'` or `'SIGTERM'`. */
  readonly stop?: AbortSignal;
  /** Stops the run and cuts off what is under way; those rows are then unconfirmed. */
  readonly cutOff?: AbortSignal;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
  /** Default: one in memory. */
  readonly journal?: Journal;
}

/** Requests in flight at most, where nothing else is said. */
export const defaultConcurrency = 4;

/**
 * Imports a file: checks every row, creates the valid ones, writes the result workbook.
 * @throws as `prepareFile`, before anything is sent; what fails afterwards is in the report
 */
export async function importFile(file: string, options: FileOptions & SendOptions): Promise<Report> {
  const signal = options.signal ?? options.stop;
  const prepared = await prepareFile(file, { ...options, ...(signal ? { signal } : {}) });
  try {
    return await importPrepared(prepared, options);
  } finally {
    await prepared.close();
  }
}

/** The part of an import after the preparation: sends what is ready and writes the workbook. Never throws. */
export async function importPrepared(prepared: PreparedFile, options: SendOptions): Promise<Report> {
  const { clock, onEvent, runId } = prepared;
  const { concurrency = defaultConcurrency, journal = memoryJournal() } = options;
  const begun = clock.monotonic();
  const context = contextOf(prepared, options, journal);
  const sent = await sendRows(prepared, context, concurrency);
  const stop = context.control.stopReason;
  const seconds = secondsSince(begun, clock);
  const told = await tellResults(prepared, { ...sent, stop, seconds, journal }, options);
  const { counts, result } = told;
  const failure = sent.failure ?? told.failure;
  const rowsFile = result instanceof ResultError ? await writePlainRows(journal, runId, options) : undefined;
  const exitCode = failure ? exitCodeOfFailure(failure.error) : withResult(exitCodeOf(counts, stop), result);
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return {
    kind: 'run',
    prepared,
    counts,
    groups: sent.groups,
    otherNames: sent.otherNames,
    ...(stop ? { stop } : {}),
    ...(failure ? { failure } : {}),
    ...(rowsFile === undefined ? {} : { rowsFile }),
    result,
    seconds,
    exitCode,
  };
}

/** Writes the workbook, whatever happened before; counts anew where the sending broke off. */
async function tellResults(
  prepared: PreparedFile,
  sent: Sent & Pick<Ending, 'stop' | 'seconds'> & { readonly journal: Journal },
  options: ResultOptions,
): Promise<Pick<Report, 'counts' | 'result' | 'failure'>> {
  const outcomeOf = (checked: CheckedRow) => journaledOutcome(checked, sent.journal);
  const { stop, seconds, otherNames } = sent;
  try {
    const counts = sent.failure ? await countAgain(prepared, outcomeOf) : sent.counts;
    const ending: Ending = { kind: 'run', counts, seconds, stop, otherNames, outcomeOf };
    return { counts, result: await writeResults(prepared, ending, options) };
  } catch (error) {
    return { counts: sent.counts, result: notMade, failure: { error } };
  }
}

const notMade = new ResultError('RESULT_NOT_MADE', 'it could not be made.');

function contextOf(prepared: PreparedFile, options: SendOptions, journal: Journal): RunContext {
  const { clock, mapping, onEvent } = prepared;
  const control = new RunControl(clock, onEvent ?? (() => undefined));
  const cut = new AbortController();
  onAbort(options.stop, (signal) => control.stop({ kind: 'interrupted', signal }));
  onAbort(options.cutOff, (signal) => {
    control.stop({ kind: 'interrupted', signal });
    cut.abort();
  });
  // Every request under way listens, far more than the ten that Node takes for a leak.
  setMaxListeners(0, control.stopping, cut.signal);
  const { transport, random = Math.random } = options;
  return { api: solarProofApi(transport), journal, clock, mapping, control, random, cutOff: cut.signal };
}

function onAbort(signal: AbortSignal | undefined, act: (name: 'SIGINT' | 'SIGTERM') => void): void {
  const aborted = (): void => act(signal?.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  if (signal?.aborted) aborted();
  else signal?.addEventListener('abort', aborted, { once: true });
}

async function countAgain(
  { mapping, ...prepared }: PreparedFile,
  outcomeOf: Ending['outcomeOf'],
): Promise<StatusCounts> {
  const tally = new StatusTally();
  for await (const { outcome } of resultRows(prepared.rows(), mapping, outcomeOf)) tally.add(outcome);
  return tally.counts;
}

function exitCodeOfFailure(error: unknown): number {
  return error instanceof BugError || !(error instanceof SourceError) ? exitCodes.bug : exitCodes.stopped;
}

/** The exit code of a check or run whose result may be missing: done is only what the user was told of. */
export function withResult(exitCode: number, result: Report['result']): number {
  return exitCode === exitCodes.done && result instanceof ResultError ? exitCodes.attention : exitCode;
}
