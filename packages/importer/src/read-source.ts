import {
  columnsWithoutTarget,
  findHeader,
  matchLabels,
  personKey,
  planRows,
  rowsBelow,
  SourceError,
  type Account,
  type FieldKey,
  type Header,
  type Issue,
  type Mapping,
  type Plan,
  type RawRow,
  type Recall,
  type Source,
} from '@solarproof-import/core';
import { openSource, type OpenedSource } from './open-source.js';
import type { FileOptions } from './prepare-file.js';
import type { PreviousRow } from './own-workbook/previous-row.js';
import { refuseInterrupted } from './refuse-interrupted.js';

/** A private copy, read and checked to its end. */
export interface ReadSource {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly header: Header;
  readonly plan: Plan;
  readonly notices: readonly Issue[];
  /** It is a result workbook of ours. */
  readonly isOwnWorkbook: boolean;
  /** What the account's ledger knows of a row; left out where there is no ledger, or it does not count. */
  readonly recall?: Recall;
  rows(): AsyncIterable<RawRow>;
  previousOf(raw: RawRow): PreviousRow | undefined;
  /** The same, when the copy lies elsewhere. */
  reopen(path: string): Promise<ReadSource>;
  close(): Promise<void>;
}

/** Where the copy is, and what it is a copy of. */
type Copy = Pick<Source, 'name' | 'sha256' | 'bytes'> & { readonly path: string };

/** How it is read. */
type ReadOptions = Omit<FileOptions, 'account' | 'clock'>;

/** Finds the table in a private copy, maps its columns, checks every row and tells the plan. @throws as `prepareFile` */
export async function readSource(
  { path, ...copy }: Copy,
  options: ReadOptions,
  run: { readonly runId: string; readonly account: Account },
): Promise<ReadSource> {
  const { defaults = new Map<FieldKey, string>(), onEvent, signal } = options;
  const { runId, account } = run;
  const rows = await openSource(path, options);
  try {
    const { header, mapping } = await findTable(rows, options.headerRow, defaults);
    const source: Source = { ...copy, format: rows.format };
    const { name: file, sha256 } = source;
    onEvent?.({ event: 'run-started', runId, file, sha256, account: account.name, host: account.host });
    const recall = recallFrom(account, options);
    const plan = await planRows(untilAborted(rowsBelow(rows, header), signal), mapping, recall);
    if (plan.counts.rows === 0) throw withoutRows(header, rows.notices);
    if (plan.columns.length > mostColumns) throw tooWide(plan.columns.length);
    onEvent?.({ event: 'plan', ...plan.counts });
    const notices = [
      ...rows.notices,
      ...(header.row.issues ?? []).filter(({ level }) => level === 'warning'),
      ...columnsWithoutTarget(mapping, plan.columns),
    ];
    const isOwnWorkbook = rows.notices.some(({ code }) => code === 'RESULT_WORKBOOK_READ');
    const read = { source, mapping, header, plan, notices, isOwnWorkbook, ...(recall ? { recall } : {}) };
    return withRows(read, rows, (at) => openSource(at, options));
  } catch (error) {
    // What went wrong first is what is told.
    await rows.close().catch(() => undefined);
    throw error;
  }
}

function withRows(
  read: Omit<ReadSource, 'rows' | 'previousOf' | 'reopen' | 'close'>,
  rows: OpenedSource,
  open: (path: string) => Promise<OpenedSource>,
): ReadSource {
  return {
    ...read,
    rows: () => rowsBelow(rows, read.header),
    previousOf: (raw) => rows.previousOf(raw),
    reopen: async (path) => withRows(read, await open(path), open),
    close: () => rows.close(),
  };
}

/** What the account's ledger knows of a row, where there is a ledger and it counts. */
function recallFrom(account: Account, { state, recheck }: ReadOptions): Recall | undefined {
  if (state === undefined || recheck) return undefined;
  return async ({ emailKey, draft }) =>
    (await state.store.knownCustomer(account, emailKey, personKey(draft)))?.outcome;
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
const mostColumns = 16_384 - 9;

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
