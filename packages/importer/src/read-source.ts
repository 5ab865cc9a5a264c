import {
  personKey,
  pinProfile,
  planRows,
  rowsBelow,
  SourceError,
  type Account,
  type Header,
  type Issue,
  type Mapping,
  type MappingProfile,
  type Plan,
  type RawRow,
  type Recall,
  type Source,
} from '@solarproof-import/core';
import { fileNotices } from './file-notices.js';
import { openSource, type OpenedSource } from './open-source.js';
import type { FileOptions } from './prepare-file.js';
import type { PreviousRow } from './own-workbook/previous-row.js';
import { mapTable, openTable } from './read-table.js';
import { untilAborted } from './until-aborted.js';

/** A private copy, read and checked to its end. */
export interface ReadSource {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly header: Header;
  readonly plan: Plan;
  readonly notices: readonly Issue[];
  /** The mapping as a profile that says everything. */
  readonly profile: MappingProfile;
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
  const { onEvent, signal } = options;
  const { runId, account } = run;
  const table = await openTable(path, options);
  const { rows, header } = table;
  try {
    const mapping = await mapTable(table, options);
    const source: Source = { ...copy, format: rows.format };
    const { name: file, sha256 } = source;
    onEvent?.({ event: 'run-started', runId, file, sha256, account: account.name, host: account.host });
    const recall = recallFrom(account, options);
    const plan = await planRows(untilAborted(rowsBelow(rows, header), signal), mapping, recall);
    if (plan.counts.rows === 0) throw withoutRows(header, rows.notices);
    if (plan.columns.length > mostColumns) throw tooWide(plan.columns.length);
    onEvent?.({ event: 'plan', ...plan.counts });
    const notices = fileNotices(rows.notices, { header, mapping, plan });
    const isOwnWorkbook = rows.notices.some(({ code }) => code === 'RESULT_WORKBOOK_READ');
    const profile = pinProfile(mapping, table.match.profile);
    const read = {
      source,
      mapping,
      header,
      plan,
      notices,
      isOwnWorkbook,
      profile,
      ...(recall ? { recall } : {}),
    };
    const { encoding } = options;
    const sheet = options.sheet ?? (isOwnWorkbook || rows.sheet === '' ? undefined : rows.sheet);
    return withRows(read, rows, (at) => openSource(at, { encoding, sheet }));
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

/** What a sheet of the result holds (16,384, ECMA-376) less the columns that are added to it. */
const mostColumns = 16_384 - 9;

function tooWide(columns: number): SourceError {
  return new SourceError(
    'SOURCE_TOO_MANY_COLUMNS',
    `It has ${columns} columns; a result has room for ${mostColumns}.`,
    ['Leave out the columns that hold nothing.'],
  );
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
