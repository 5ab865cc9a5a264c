import {
  createRowCheck,
  createRunContext,
  issuesOf,
  matchLabels,
  memoryJournal,
  RunControl,
  runRows,
  solarProofApi,
  type ApiRequest,
  type ErrorLimit,
  type FieldKey,
  type Journal,
  type Outcome,
  type RawRow,
  type RunEvent,
  type RunSetting,
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
  /** Default: that of the run before, else a new one. */
  readonly clock?: FakeClock;
  /** The run before: its sandbox, clock and journal go on, unless others are given. */
  readonly after?: InMemoryResult;
  /** A sandbox to send to, instead of one made by `sandbox` and `faults`. */
  readonly sent?: Sandbox;
  readonly maxErrors?: ErrorLimit;
  /** More of how the run is done. */
  readonly setting?: Partial<
    Pick<RunSetting, 'rate' | 'settleMs' | 'mayCreate' | 'recheck' | 'earlierClaims'>
  >;
  /** Called before the run begins. */
  readonly prepare?: (control: RunControl) => void;
}

/** A request that left, by the fake clock. */
export interface LoggedRequest {
  readonly action: 'create' | 'look-up' | 'list';
  /** Of a list, its page. */
  readonly email: string;
  readonly leftAt: number;
  readonly endedAt: number;
}

/** What came of it. */
export interface InMemoryResult {
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  readonly journal: Journal;
  /** All that left, in the order in which they ended. */
  readonly requests: readonly LoggedRequest[];
  /** By row, in the order in which the rows ended. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** How often a row was told of; more than once is a defect. */
  readonly told: readonly number[];
  readonly codes: ReadonlyMap<number, readonly string[]>;
  readonly events: readonly RunEvent[];
  readonly stop: StopReason | undefined;
}

/** As on the command line. */
export const settleMs = 90_000;

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
  const { after, concurrency = 4 } = given;
  const clock = given.clock ?? after?.clock ?? new FakeClock();
  const sandbox =
    given.sent ??
    after?.sandbox ??
    createSandbox({ clock, ...given.sandbox, faults: (given.faults ?? []).map(parseFault) });
  const journal = given.journal ?? after?.journal ?? memoryJournal({ now: () => clock.now() });
  const events: RunEvent[] = [];
  const control = new RunControl(clock, (event) => {
    events.push(event);
    given.onEvent?.(event, control);
  });
  const mapping = matchLabels({ row: 1, cells: labels }, '', { defaults: given.defaults });
  const direct = sandboxTransport(sandbox, { clock });
  const requests: LoggedRequest[] = [];
  const context = createRunContext({
    journal,
    clock,
    mapping,
    control,
    concurrency,
    api: solarProofApi(logged(given.wrap?.(direct, clock) ?? direct, clock, requests)),
    random: () => 0.5,
    cutOff: given.cutOff ?? new AbortController().signal,
    settleMs,
    ...given.setting,
  });
  given.prepare?.(control);
  const outcomes = new Map<number, Outcome>();
  const codes = new Map<number, readonly string[]>();
  const told: number[] = [];
  const rows = Symbol.asyncIterator in given.rows ? given.rows : fed(given.rows);
  const run = runRows(rows, context, {
    check: createRowCheck(mapping),
    concurrency,
    maxErrors: given.maxErrors,
    onOutcome: ({ raw }, outcome) => {
      told.push(raw.row);
      outcomes.set(raw.row, outcome);
      codes.set(
        raw.row,
        issuesOf({ raw }, outcome, mapping).map(({ code }) => code),
      );
      given.onEvent?.({ event: 'row', row: raw.row, status: outcome.status }, control);
    },
  });
  await clock.drive(run);
  await clock.drive(sandbox.idle());
  const stop = control.stopReason;
  return { sandbox, clock, journal, requests, outcomes, told, codes, events, stop };
}

/** What became of the rows, in their order. */
export function statusesOf({ outcomes }: InMemoryResult): readonly string[] {
  return [...outcomes].sort(([a], [b]) => a - b).map(([, { status }]) => status);
}

/** When requests of a kind left, for one e-mail or for all. */
export function leftAt(
  { requests }: InMemoryResult,
  action: LoggedRequest['action'],
  email?: string,
): readonly number[] {
  return requests
    .filter((request) => request.action === action && (email === undefined || request.email === email))
    .map((request) => request.leftAt)
    .toSorted((a, b) => a - b);
}

function logged(transport: Transport, clock: FakeClock, requests: LoggedRequest[]): Transport {
  return {
    ...transport,
    exchange: async (request, signal) => {
      const at = clock.monotonic();
      const exchange = await transport.exchange(request, signal);
      if (exchange.kind !== 'not-sent')
        requests.push({ ...whatIsAsked(request), leftAt: at, endedAt: clock.monotonic() });
      return exchange;
    },
  };
}

function whatIsAsked({ query, data }: ApiRequest): Pick<LoggedRequest, 'action' | 'email'> {
  switch (query['action'] ?? '') {
    case 'createcustomer':
      return { action: 'create', email: String(data?.['email']) };
    case 'getcustomerid':
      return { action: 'look-up', email: query['customer_email'] ?? '' };
    default:
      return { action: 'list', email: query['page'] ?? '' };
  }
}

async function* fed(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows;
}
