import path from 'node:path';
import type {
  Account,
  Clock,
  MappingProfile,
  EventListener,
  FieldKey,
  Header,
  Issue,
  Mapping,
  Plan,
  RawRow,
  Recall,
  Source,
  StoredRun,
} from '@solarproof-import/core';
import type { PreviousRow } from './own-workbook/previous-row.js';
import { readSource, type ReadSource } from './read-source.js';
import type { TableOptions } from './read-table.js';
import { newRunId } from './run-id.js';
import type { State } from './state/open-state.js';
import { openRunFolder } from './state/open-run-folder.js';
import { adoptSnapshot } from './state/run-folder.js';
import type { RunSettings } from './state/run-settings.js';
import { systemClock } from './system-clock.js';
import { takeSnapshot, type Snapshot } from './take-snapshot.js';

/** What a check and a run have in common. */
export interface PrepareOptions {
  /** Told what happens; default: nobody. */
  readonly onEvent?: EventListener | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Ends the reading; its reason is `'SIGINT'` or `'SIGTERM'`. Default: never. */
  readonly signal?: AbortSignal | undefined;
  /** Where runs and what is known of the account's customers are kept. Default: nowhere, nothing is remembered. */
  readonly state?: State | undefined;
  /** Customers that the ledger knows are looked up in the run, so they count as ready. Default false. */
  readonly recheck?: boolean | undefined;
}

/** How a file is read. */
export interface FileOptions extends TableOptions, PrepareOptions {
  readonly account: Account;
  readonly signal?: AbortSignal | undefined;
}

/** A file that was read and checked to its end, and of which nothing has been sent yet. */
export interface PreparedFile {
  readonly runId: string;
  /** When the run began, at first. */
  readonly started: Date;
  /** When this began, by the monotonic clock. */
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
  /** The run as it is kept; left out where it is a new one. */
  readonly stored?: StoredRun;
  /** How a stored run was read, and where its result goes. */
  readonly settings?: RunSettings;
  /** What the account's ledger knows of a row; left out where nobody asks it. */
  readonly recall?: Recall;
  /** Left out where nobody listens. */
  readonly onEvent?: EventListener | undefined;
  readonly clock: Clock;
  /** The mapping as a profile that says everything. */
  readonly profile: MappingProfile;
  /** The rows below the header, from the start, each time. */
  rows(): AsyncIterable<RawRow>;
  /** Of a result workbook fed back: what it says became of a row. */
  previousOf(raw: RawRow): PreviousRow | undefined;
  /** Makes the private copy the run's own, durably, before anything is sent. @throws SettingsError where the disk does not take it */
  keep(state: State, more: Pick<RunSettings, 'output' | 'apiUrl' | 'mappingFile'>): Promise<void>;
  /** Lets go of the file, and of its private copy where no run keeps it. */
  close(): Promise<void>;
}

/**
 * Copies a file, finds its table, maps its columns and checks every row. Sends nothing.
 * @throws SourceError where it is no table that can be imported, SettingsError where an option fits nothing,
 *   InterruptedError where the signal came first
 */
export async function prepareFile(file: string, options: FileOptions): Promise<PreparedFile> {
  const { account, state, clock = systemClock } = options;
  const started = clock.now();
  const begun = clock.monotonic();
  const runId = newRunId(started);
  const snapshot = await takeSnapshot(file, options.signal, state?.directory.runsFolder);
  try {
    const name = path.basename(file);
    let read = await readSource({ ...snapshot, name }, options, { runId, account });
    return {
      ...facts(read),
      runId,
      started,
      begun,
      file,
      account,
      clock,
      onEvent: options.onEvent,
      rows: () => read.rows(),
      previousOf: (raw) => read.previousOf(raw),
      keep: async ({ directory }, more) => {
        const settings = { ...settingsOf(read, options), ...more };
        await read.close();
        const kept = await adoptSnapshot(snapshot, { runsFolder: directory.runsFolder, runId, settings });
        read = await read.reopen(kept.source);
      },
      close: () => closeBoth(read, snapshot),
    };
  } catch (error) {
    // What went wrong first is what is told.
    await snapshot.remove().catch(() => undefined);
    throw error;
  }
}

/**
 * Reads a run's own copy of its input again, as it was read the first time: the original may have changed since.
 * @throws SettingsError where the run's files are gone or damaged; as `prepareFile`
 */
export async function prepareRun(
  run: StoredRun,
  options: PrepareOptions & { readonly state: State },
): Promise<PreparedFile> {
  const { clock = systemClock, state } = options;
  const begun = clock.monotonic();
  const { source, settings } = await openRunFolder(state.directory.runsFolder, run);
  const { sheet, headerRow, encoding, defaults, mapping } = settings;
  const read = await readSource(
    { path: source, name: run.source.name, sha256: run.source.sha256, bytes: run.source.bytes },
    // What this very run has imported is no news to it.
    {
      ...options,
      recheck: true,
      sheet,
      headerRow,
      encoding,
      profile: mapping,
      defaults: fieldDefaults(defaults),
    },
    { runId: run.id, account: run.account },
  );
  const { id: runId, started, file, account } = run;
  return {
    ...facts(read),
    runId,
    started,
    begun,
    file,
    account,
    clock,
    onEvent: options.onEvent,
    stored: run,
    settings,
    rows: () => read.rows(),
    previousOf: (raw) => read.previousOf(raw),
    keep: () => Promise.resolve(),
    close: () => read.close(),
  };
}

function facts({ source, mapping, header, plan, notices, profile, recall }: ReadSource): ReadFacts {
  return { source, mapping, header, plan, notices, profile, ...(recall ? { recall } : {}) };
}

type ReadFacts = Pick<
  ReadSource,
  'source' | 'mapping' | 'header' | 'plan' | 'notices' | 'profile' | 'recall'
>;

/** How to read the copy again: what was found out is pinned, so that a later version reads it the same way. */
function settingsOf(
  { mapping, header, isOwnWorkbook, profile }: ReadSource,
  options: FileOptions,
): RunSettings {
  const sheet = options.sheet ?? (isOwnWorkbook || mapping.sheet === '' ? undefined : mapping.sheet);
  return {
    version: 1,
    headerRow: header.row.row,
    defaults: Object.fromEntries(mapping.defaults),
    mapping: profile,
    ...(sheet === undefined ? {} : { sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  };
}

function fieldDefaults(defaults: RunSettings['defaults']): ReadonlyMap<FieldKey, string> {
  return new Map(Object.entries(defaults) as [FieldKey, string][]);
}

/** The copy goes also where its reader cannot be closed: it holds somebody's customers. */
async function closeBoth(read: ReadSource, snapshot: Snapshot): Promise<void> {
  try {
    await read.close();
  } finally {
    await snapshot.remove();
  }
}
