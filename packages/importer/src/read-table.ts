import {
  bestHeaderScore,
  ColumnsMissingError,
  findHeader,
  headerScore,
  labelFingerprint,
  letterRow,
  looksLikeCustomer,
  knownLabel,
  matchColumns,
  matchLabels,
  missingFields,
  rowsBelow,
  SourceError,
  suggestTargets,
  surveyColumns,
  withProfile,
  type ColumnLook,
  type ColumnTarget,
  type Header,
  type IsLabel,
  type Mapping,
  type MappingProfile,
  type MatchOptions,
  type RawRow,
  type SaidOptions,
  type TargetSuggestion,
} from '@solarproof-import/core';
import { profileFor, type SavedProfile } from './mapping/saved-profiles.js';
import { openSource, type OpenedSource, type SourceOptions } from './open-source.js';
import { untilAborted } from './until-aborted.js';

/** How a list's table is found and its columns are mapped. */
export interface TableOptions extends SourceOptions, SaidOptions {
  /** Row number of the labels, 0 for none; default: the row among the first 50 with the most known labels. */
  readonly headerRow?: number | undefined;
  /** What the user says of the columns. Default: the saved profile for these labels, if there is one. */
  readonly profile?: MappingProfile | undefined;
  /** Profiles that are saved. Default: none. */
  readonly savedProfiles?: readonly SavedProfile[] | undefined;
  /** Asks whether likely matches are right. Default: nobody is asked, and none is used. */
  readonly confirm?: ((suggestions: readonly TargetSuggestion[]) => Promise<boolean>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A table that was found. */
export interface Table {
  readonly rows: OpenedSource;
  readonly header: Header;
  /** What stands in the first rows of each column. */
  readonly looks: readonly ColumnLook[];
  /** By what the columns are mapped, as far as it is known before anybody is asked. */
  readonly match: MatchOptions;
}

/**
 * Opens a list and finds its table.
 * @throws SourceError where there is none
 */
export async function openTable(path: string, options: TableOptions): Promise<Table> {
  const { profile, savedProfiles = [] } = options;
  const isLabel = labelTest(profile, savedProfiles);
  const sheet = options.sheet ?? profile?.sheet;
  const rank = (preview: Parameters<typeof bestHeaderScore>[0]): number => bestHeaderScore(preview, isLabel);
  const rows = await openSource(path, { encoding: options.encoding, sheet, rank });
  try {
    const header = await findHeader(rows, { headerRow: options.headerRow ?? profile?.headerRow, isLabel });
    const looks = await surveyColumns(untilAborted(rowsBelow(rows, header), options.signal));
    const saved = profile === undefined ? profileFor(savedProfiles, header.row.cells) : undefined;
    const said = withProfile(profile ?? saved?.profile, options);
    return { rows, header, looks, match: { ...said, looks, ...(saved ? { profileName: saved.name } : {}) } };
  } catch (error) {
    // What went wrong first is what is told.
    await rows.close().catch(() => undefined);
    throw tellOthers(error, rows);
  }
}

/**
 * Maps the columns of a table, after asking about likely matches where there is somebody to ask.
 * @throws ColumnsMissingError where a required field has no column, SourceError where two columns feed one field
 */
export async function mapTable(
  { rows, header, looks, match }: Table,
  { confirm }: TableOptions,
): Promise<Mapping> {
  try {
    if (match.profile === undefined && headerScore(header.row) === 0 && looksLikeCustomer(header.row.cells))
      throw withoutLabels(header.row, { sheet: rows.sheet, match });
    const first = matchColumns(header.row, rows.sheet, match);
    const suggestions = confirm === undefined ? [] : suggestTargets(first, looks);
    const accepted = new Map<number, ColumnTarget>(suggestions.map(({ column, target }) => [column, target]));
    const likely = matchColumns(header.row, rows.sheet, { ...match, accepted });
    // Where something would still be missing, a yes would be of no use: a mapping is needed anyhow.
    if (confirm === undefined || suggestions.length === 0 || missingFields(likely).length > 0)
      return matchLabels(header.row, rows.sheet, match);
    return (await confirm(suggestions)) ? likely : matchLabels(header.row, rows.sheet, match);
  } catch (error) {
    throw tellOthers(error, rows);
  }
}

/** What is known of the columns by their letters, for a mapping to fill in. */
function withoutLabels(
  { row, cells }: RawRow,
  { sheet, match }: { readonly sheet: string; readonly match: MatchOptions },
): unknown {
  try {
    return matchLabels(letterRow(cells.length), sheet, match);
  } catch (error) {
    if (!(error instanceof ColumnsMissingError)) return error;
    const message = `The list has no header: row ${row} looks like a customer, and no labels stand above it.`;
    return new ColumnsMissingError(new SourceError('HEADER_NOT_FOUND', message, error.hints), error);
  }
}

/** A label is what the product, the profile or a saved one knows as such. */
function labelTest(profile: MappingProfile | undefined, saved: readonly SavedProfile[]): IsLabel {
  const all = [profile, ...saved.map((one) => one.profile)];
  const own = new Set(
    all.flatMap((one) =>
      [...Object.keys(one?.columns ?? {}), ...(one?.labels ?? [])].map((label) => labelFingerprint([label])),
    ),
  );
  return (text) => knownLabel(text) !== undefined || (own.size > 0 && own.has(labelFingerprint([text])));
}

/** The list may be in another sheet: they are named. */
function tellOthers(error: unknown, rows: OpenedSource): unknown {
  const others = rows.notices.find(({ code }) => code === 'SHEETS_LEFT_OUT');
  if (!(error instanceof SourceError) || others === undefined) return error;
  const hint = `This is the sheet "${rows.sheet}". There are also: ${String(others.values?.['sheets'])}. Name one with --sheet NAME.`;
  const hints = [...error.hints, hint];
  const said = new SourceError(error.code, error.message, hints);
  return error instanceof ColumnsMissingError ? new ColumnsMissingError(said, error) : said;
}
