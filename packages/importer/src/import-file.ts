import { setMaxListeners } from 'node:events';
import {
  BugError,
  createRunContext,
  exitCodeOf,
  exitCodes,
  journaledOutcome,
  JournalError,
  ResultError,
  resultRows,
  RunControl,
  solarProofApi,
  SourceError,
  StatusTally,
  type CheckedRow,
  type ErrorLimit,
  type Journal,
  type ResultRow,
  type RunContext,
  type StatusCounts,
  type Transport,
} from '@solarproof-import/core';
import { beginRun, claimsOf, type Keeping } from './begin-run.js';
import { endRun } from './end-run.js';
import { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import { sendRows, type Sent } from './send-rows.js';
import { lockAccount } from './state/account-lock.js';
import { systemClock } from './system-clock.js';
import { tellFinished } from './tell-events.js';
import { writePlainRows } from './write-plain-rows.js';
import { writeResults, type Ending, type ResultOptions } from './write-results.js';

/** How the rows are sent. */
export interface SendOptions extends ResultOptions, Keeping {
  readonly transport: Transport;
  /** Requests in flight at most, at least 1; default 4. */
  readonly concurrency?: number | undefined;
  /** Creates a second at most; default no limit. */
  readonly rate?: number | undefined;
  /** Milliseconds after which the server stores no unanswered create any more; default 90,000. */
  readonly settleMs?: number | undefined;
  /** How many rows may be rejected or stay unconfirmed before the run stops; default any number. */
  readonly maxErrors?: ErrorLimit | undefined;
  /** Looks up what the ledger knows, and creates anew what is gone. Default false. */
  readonly recheck?: boolean | undefined;
  /** Only settles unconfirmed rows by looking, creates nobody. Default false. */
  readonly reconcile?: boolean | undefined;
  /** Stops the run: what is under way may finish, nothing new is sent. Its reason is `'SIGINT'` or `'SIGTERM'`. */
  readonly stop?: AbortSignal;
  /** Stops the run and cuts off what is under way; those rows are then unconfirmed. */
  readonly cutOff?: AbortSignal;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
}

/** Requests in flight at most, where nothing else is said. */
export const defaultConcurrency = 4;

/** How long a create that was not answered may still have its effect, in milliseconds, where nothing else is said. */
export const defaultSettleMs = 90_000;

/**
 * Imports a file: checks every row, creates the valid ones, writes the result workbook. With a `state`, the account is held
 * for this process meanwhile, and the run can be resumed whatever happens.
 * @throws as `prepareFile`, LockedError where another process has the account; before anything is sent. What fails afterwards
 *   is in the report
 */
export async function importFile(file: string, options: FileOptions & SendOptions): Promise<Report> {
  const { state, account, clock = systemClock } = options;
  const signal = options.signal ?? options.stop;
  const lock = state && (await lockAccount(state, account, clock.now()));
  try {
    const prepared = await prepareFile(file, { ...options, ...(signal ? { signal } : {}) });
    try {
      return await importPrepared(prepared, options);
    } finally {
      await prepared.close();
    }
  } finally {
    lock?.release();
  }
}

/**
 * The part of an import after the preparation: sends what is ready, settles what is open and writes the workbook. Of a run that
 * was begun before, only what is not done. Whoever calls it holds the account.
 * @throws SettingsError, JournalError where the run cannot be kept; nothing was sent then. What fails later is in the report
 */
export async function importPrepared(prepared: PreparedFile, options: SendOptions): Promise<Report> {
  const { clock, onEvent, runId } = prepared;
  const { concurrency = defaultConcurrency, state } = options;
  const begun = clock.monotonic();
  const journal = await beginRun(prepared, options);
  const context = contextOf(prepared, options, journal);
  const sent = await sendRows(prepared, context, { concurrency, maxErrors: options.maxErrors });
  const stop = context.control.stopReason;
  const seconds = secondsSince(begun, clock);
  const told = await tellResults(prepared, { ...sent, stop, seconds, journal }, options);
  const { counts, result } = told;
  const rowsFile = result instanceof ResultError ? await writePlainRows(journal, runId, options) : undefined;
  const ended = withResult(exitCodeOf(counts, stop, options.reconcile), result);
  const keptBadly = await endRun(prepared, { counts, seconds, stop, exitCode: ended }, state);
  const failure = sent.failure ?? told.failure ?? keptBadly;
  const exitCode = failure ? exitCodeOfFailure(failure.error) : ended;
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return {
    kind: options.reconcile ? 'reconcile' : 'run',
    prepared,
    counts,
    groups: sent.groups,
    otherNames: sent.otherNames,
    resumable: state !== undefined,
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
  options: SendOptions,
): Promise<Pick<Report, 'counts' | 'result' | 'failure'>> {
  const outcomeOf = (checked: CheckedRow) => journaledOutcome(checked, sent.journal);
  const { stop, seconds, otherNames } = sent;
  try {
    const counts = sent.failure ? await countRows(prepared, outcomeOf) : sent.counts;
    const resumable = options.state !== undefined;
    const ending: Ending = { kind: 'run', counts, seconds, stop, otherNames, outcomeOf, resumable };
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
  const { transport, random = Math.random, concurrency = defaultConcurrency } = options;
  return createRunContext({
    api: solarProofApi(transport),
    journal,
    clock,
    mapping,
    control,
    random,
    concurrency,
    cutOff: cut.signal,
    settleMs: options.settleMs ?? defaultSettleMs,
    mayCreate: options.reconcile !== true,
    recheck: options.recheck ?? false,
    earlierClaims: claimsOf(prepared, options.state),
    ...(options.rate === undefined ? {} : { rate: options.rate }),
  });
}

function onAbort(signal: AbortSignal | undefined, act: (name: 'SIGINT' | 'SIGTERM') => void): void {
  const aborted = (): void => act(signal?.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  if (signal?.aborted) aborted();
  else signal?.addEventListener('abort', aborted, { once: true });
}

/** Counts the rows of a file by their outcomes. @param onRow is told of each */
export async function countRows(
  { mapping, ...prepared }: PreparedFile,
  outcomeOf: Ending['outcomeOf'],
  onRow: (row: ResultRow) => void = () => undefined,
): Promise<StatusCounts> {
  const tally = new StatusTally();
  for await (const row of resultRows(prepared.rows(), mapping, outcomeOf)) {
    tally.add(row.outcome);
    onRow(row);
  }
  return tally.counts;
}

/** A file or a disk that fails half-way leaves a run that can go on; anything else is a bug. */
function exitCodeOfFailure(error: unknown): number {
  const goesOn = error instanceof SourceError || error instanceof JournalError;
  return goesOn && !(error instanceof BugError) ? exitCodes.stopped : exitCodes.bug;
}

/** The exit code of a check or run whose result may be missing: done is only what the user was told of. */
export function withResult(exitCode: number, result: Report['result']): number {
  return exitCode === exitCodes.done && result instanceof ResultError ? exitCodes.attention : exitCode;
}
