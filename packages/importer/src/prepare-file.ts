import path from 'node:path';
import {
  columnsWithoutTarget,
  findHeader,
  matchLabels,
  planRows,
  rowsBelow,
  SourceError,
  type Account,
  type Clock,
  type EventListener,
  type FieldKey,
  type Header,
  type Issue,
  type Mapping,
  type Plan,
  type RawRow,
  type RowSource,
  type Source,
} from '@solarproof-import/core';
import { openSource, type OpenedSource, type SourceOptions } from './open-source.js';
import { refuseInterrupted } from './refuse-interrupted.js';
import { newRunId } from './run-id.js';
import { systemClock } from './system-clock.js';
import { takeSnapshot, type Snapshot } from './take-snapshot.js';

/** What a check and a run have in common. */
export interface FileOptions extends SourceOptions {
  readonly account: Account;
  /** Row number of the labels; default: the first row that is not blank. */
  readonly headerRow?: number | undefined;
  /** From `--set`: fills blank cells of a field, never overrides. Default: none. */
  readonly defaults?: ReadonlyMap<FieldKey, string>;
  /** Told what happens; default: nobody. */
  readonly onEvent?: EventListener | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Ends the reading; its reason is `'SIGINT'` or `'SIGTERM'`. Default: never. */
  readonly signal?: AbortSignal;
}

/** A file that was read and checked to its end, and of which nothing has been sent yet. */
export interface PreparedFile {
  readonly runId: string;
  readonly started: Date;
  /** The same moment by the monotonic clock. */
  readonly begun: number;
  /** As given. */
  readonly file: string;
  readonly source: Source;
  readonly account: Account;
  readonly mapping: Mapping;
  readonly header: Header;
  readonly plan: Plan;
  /** What was decided on the way and should be known: columns left out, a guessed encoding, other sheets. */
  readonly notices: readonly Issue[];
  /** Left out where nobody listens. */
  readonly onEvent?: EventListener | undefined;
  readonly clock: Clock;
  /** The rows below the header, from the start, each time. */
  rows(): AsyncIterable<RawRow>;
  /** Lets go of the private copy. */
  close(): Promise<void>;
}

/**
 * Copies a file, finds its table, maps its columns and checks every row. Sends nothing.
 * @throws SourceError where it is no table that can be imported, SettingsError where an option fits nothing,
 *   InterruptedError where the signal came first
 */
export async function prepareFile(file: string, options: FileOptions): Promise<PreparedFile> {
  const { account, defaults = new Map<FieldKey, string>(), onEvent, clock = systemClock } = options;
  const started = clock.now();
  const begun = clock.monotonic();
  const runId = newRunId(started);
  const snapshot = await takeSnapshot(file, options.signal);
  let close = (): Promise<void> => snapshot.remove();
  try {
    const rows = await openSource(snapshot.path, options);
    close = () => closeBoth(rows, snapshot);
    const { header, mapping } = await findTable(rows, options.headerRow, defaults);
    const source: Source = {
      name: path.basename(file),
      format: rows.format,
      sha256: snapshot.sha256,
      bytes: snapshot.bytes,
    };
    onEvent?.({
      event: 'run-started',
      runId,
      file: source.name,
      sha256: source.sha256,
      account: account.name,
      host: account.host,
    });
    const plan = await planRows(untilAborted(rowsBelow(rows, header), options.signal), mapping);
    if (plan.counts.rows === 0) throw withoutRows(header, rows.notices);
    if (plan.columns.length > mostColumns) throw tooWide(plan.columns.length);
    onEvent?.({ event: 'plan', ...plan.counts });
    const notices = [
      ...rows.notices,
      ...(header.row.issues ?? []).filter(({ level }) => level === 'warning'),
      ...columnsWithoutTarget(mapping, plan.columns),
    ];
    const prepared = {
      runId,
      started,
      begun,
      file,
      source,
      account,
      mapping,
      header,
      plan,
      notices,
      onEvent,
      clock,
    };
    return { ...prepared, rows: () => rowsBelow(rows, header), close };
  } catch (error) {
    // What went wrong first is what is told.
    await close().catch(() => undefined);
    throw error;
  }
}

/** The copy goes also where its reader cannot be closed: it holds somebody's customers. */
async function closeBoth(rows: RowSource, snapshot: Snapshot): Promise<void> {
  try {
    await rows.close();
  } finally {
    await snapshot.remove();
  }
}

/** @throws SourceError where the sheet holds no list of customers; it names the other sheets, for the list may be there */
async function findTable(
  rows: OpenedSource,
  headerRow: number | undefined,
  defaults: ReadonlyMap<FieldKey, string>,
): Promise<{ header: Header; mapping: Mapping }> {
  try {
    const header = await findHeader(rows, headerRow);
    return { header, mapping: matchLabels(header.row, rows.sheet, defaults) };
  } catch (error) {
    const others = rows.notices.find(({ code }) => code === 'SHEETS_LEFT_OUT');
    if (!(error instanceof SourceError) || others === undefined) throw error;
    const hint = `This is the sheet "${rows.sheet}". There are also: ${String(others.values?.['sheets'])}. Name one with --sheet NAME.`;
    throw new SourceError(error.code, error.message, [...error.hints, hint]);
  }
}

/** What a sheet of the result holds (16,384, ECMA-376) less the columns that are added to it. */
const mostColumns = 16_384 - 8;

function tooWide(columns: number): SourceError {
  return new SourceError(
    'SOURCE_TOO_MANY_COLUMNS',
    `It has ${columns} columns; a result has room for ${mostColumns}.`,
    ['Leave out the columns that hold nothing.'],
  );
}

/** The rows, until a signal comes. @throws InterruptedError then */
export async function* untilAborted(
  rows: AsyncIterable<RawRow>,
  signal: AbortSignal | undefined,
): AsyncGenerator<RawRow> {
  for await (const row of rows) {
    refuseInterrupted(signal);
    yield row;
  }
}

function withoutRows({ row }: Header, notices: readonly Issue[]): SourceError {
  if (notices.some(({ code }) => code === 'RESULT_WORKBOOK_READ')) {
    return new SourceError(
      'SOURCE_HAS_NO_ROWS',
      'No row of this result workbook is left to correct or to send.',
    );
  }
  return new SourceError('SOURCE_HAS_NO_ROWS', `There is no row below the labels in row ${row.row}.`, [
    'Nothing is there to import. Check that this is the right file and sheet.',
  ]);
}
