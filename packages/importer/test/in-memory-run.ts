import {
  createRowCheck,
  issuesOf,
  matchLabels,
  memoryJournal,
  RunControl,
  runRows,
  solarProofApi,
  type FieldKey,
  type Journal,
  type Outcome,
  type RawRow,
  type RunEvent,
  type StopReason,
  type Transport,
} from '@solarproof-import/core';
import { createSandbox, parseFault, type Sandbox, type SandboxOptions } from '@solarproof-import/sandbox';
import { FakeClock, sandboxTransport } from '@solarproof-import/testkit';

/** How a run without files is set up. */
export interface InMemoryRun {
  /** Cells under `labels`. */
  readonly rows: AsyncIterable<RawRow> | readonly RawRow[];
  /** As `--fault` takes them. */
  readonly faults?: readonly string[];
  readonly sandbox?: SandboxOptions;
  readonly concurrency?: number;
  readonly defaults?: ReadonlyMap<FieldKey, string>;
  /** Puts something between the run and the sandbox. */
  readonly wrap?: ((transport: Transport, clock: FakeClock) => Transport) | undefined;
  readonly onEvent?: (event: RunEvent, control: RunControl) => void;
  readonly cutOff?: AbortSignal;
  /** Default: a new one in memory. */
  readonly journal?: Journal;
  /** A sandbox to send to, instead of one made by `sandbox` and `faults`. */
  readonly sent?: Sandbox;
  /** Called before the run begins. */
  readonly prepare?: (control: RunControl) => void;
}

/** What came of it. */
export interface InMemoryResult {
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  /** By row, in the order in which the rows ended. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** How often a row was told of; more than once is a defect. */
  readonly told: readonly number[];
  readonly codes: ReadonlyMap<number, readonly string[]>;
  readonly events: readonly RunEvent[];
  readonly stop: StopReason | undefined;
}

const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Type', 'User Email'];

/** A good row; its e-mail is `c<row>@example.com`. */
export function customerRow(row: number, cells: Readonly<Record<number, string>> = {}): RawRow {
  const good = [`Jo${row}`, 'Citizen', `c${row}@example.com`, '0491570006', 'RESIDENTIAL', ''];
  return { row, cells: good.map((cell, column) => cells[column] ?? cell) };
}

/** Good rows from row 2 on. */
export function customerRows(count: number): RawRow[] {
  return Array.from({ length: count }, (_, index) => customerRow(index + 2));
}

/** Runs rows against a sandbox in process, under a fake clock. */
export async function runInMemory(given: InMemoryRun): Promise<InMemoryResult> {
  const clock = new FakeClock();
  const sandbox =
    given.sent ?? createSandbox({ clock, ...given.sandbox, faults: (given.faults ?? []).map(parseFault) });
  const events: RunEvent[] = [];
  const control = new RunControl(clock, (event) => {
    events.push(event);
    given.onEvent?.(event, control);
  });
  const mapping = matchLabels({ row: 1, cells: labels }, '', given.defaults ?? new Map());
  const direct = sandboxTransport(sandbox, { clock });
  const outcomes = new Map<number, Outcome>();
  const codes = new Map<number, readonly string[]>();
  const told: number[] = [];
  const context = {
    api: solarProofApi(given.wrap?.(direct, clock) ?? direct),
    journal: given.journal ?? memoryJournal(),
    clock,
    mapping,
    control,
    random: () => 0.5,
    cutOff: given.cutOff ?? new AbortController().signal,
  };
  given.prepare?.(control);
  const rows = Symbol.asyncIterator in given.rows ? given.rows : fed(given.rows);
  const run = runRows(rows, context, {
    check: createRowCheck(mapping),
    concurrency: given.concurrency ?? 4,
    onOutcome: ({ raw }, outcome) => {
      told.push(raw.row);
      outcomes.set(raw.row, outcome);
      codes.set(
        raw.row,
        issuesOf(raw, outcome, mapping).map(({ code }) => code),
      );
      given.onEvent?.({ event: 'row', row: raw.row, status: outcome.status }, control);
    },
  });
  await clock.drive(run);
  await clock.drive(sandbox.idle());
  return { sandbox, clock, outcomes, told, codes, events, stop: control.stopReason };
}

async function* fed(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows;
}
