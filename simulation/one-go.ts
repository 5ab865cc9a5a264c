import { setMaxListeners } from 'node:events';
import path from 'node:path';
import {
  createRowCheck,
  createRunContext,
  emailKey,
  RunControl,
  runRows,
  solarProofApi,
  type EmailKey,
  type ErrorLimit,
  type Journal,
  type JournalStore,
  type RawRow,
  type StopReason,
} from '../packages/core/src/index.js';
import { openJournalStore } from '../packages/journal-sqlite/src/index.js';
import type { FailingWrite } from './disk.js';
import { Life, never, ProcessDied } from './life.js';
import { mappingOf, type SimulatedRun } from './simulated-run.js';
import { Random } from './random.js';
import { watchedJournal } from './watched-journal.js';
import { watchedTransport } from './watched-transport.js';
import type { World } from './world.js';

/** How one process goes on with a run. */
export interface Go {
  readonly number: number;
  readonly concurrency: number;
  readonly rate?: number;
  readonly maxErrors?: ErrorLimit;
  readonly recheck?: boolean;
  readonly reconcile?: boolean;
  readonly settleMs: number;
  readonly timeoutMs: number;
  /** The step at which the process dies; `Infinity` for never. */
  readonly dieAt: number;
  /** When somebody stops it, and cuts it off, in milliseconds after its start. */
  readonly stopAfterMs?: number;
  readonly cutOffAfterMs?: number;
  readonly failing?: FailingWrite;
  /** How wrong the machine's wall clock is. */
  readonly skewMs: number;
}

/** What came of it. */
export interface Went {
  /** The step at which the process died. */
  readonly died?: string;
  /** What broke the run off. */
  readonly failed?: string;
  readonly stop: StopReason | undefined;
  /** Rows that were told, in that order. */
  readonly told: readonly number[];
  readonly creates: number;
  readonly steps: number;
}

/** The secret by which the simulated installation hides e-mails. */
const secret = new TextEncoder().encode('a secret of the simulation');

/** Opens the journals for one process. */
export function openStore(
  world: World,
  life: Life,
  { failing, now }: { failing?: FailingWrite | undefined; now: () => Date },
): JournalStore {
  const file = path.join(world.folder, 'journal.db');
  return openJournalStore({
    file,
    secret,
    now,
    openDatabase: world.disk.openFor(life, failing),
    scheduleCommit: (commit) => world.time.soon(commit),
  });
}

/** Has one process run, resume or reconcile; it may die on the way. */
export async function oneGo(world: World, run: SimulatedRun, go: Go): Promise<Went> {
  let died: string | undefined;
  const life = new Life(go.dieAt, (step) => {
    died = step;
    world.trace(() => `  ✝ ${step}`);
    world.disk.crash();
  });
  const clock = world.time.processClock(go.skewMs, () => life.isAlive);
  const control = new RunControl(clock, (event) => {
    if (event.event === 'waiting' || event.event === 'stopping')
      world.trace(() => `  ${JSON.stringify(event)}`);
  });
  const watched = watchedTransport(world, {
    account: run.account,
    clock,
    life,
    random: new Random(world.seed, `network of go ${go.number}`),
    timeoutMs: go.timeoutMs,
    concurrency: go.concurrency,
    rate: go.rate,
    hasIntent: (email) => hasIntent(world, run, emailKey(email)),
    isStopping: () => control.stopReason !== undefined,
  });
  const cut = interruptions(world, go, control);
  setMaxListeners(0, control.stopping, cut.signal);
  const told: number[] = [];
  const work = async (): Promise<void> => {
    const store = openStore(world, life, { failing: go.failing, now: () => clock.now() });
    const journal = await beginRun(store, run, { world, life });
    const context = createRunContext({
      api: solarProofApi(watched.transport),
      journal: watchedJournal(journal, life, world.trace),
      clock,
      mapping: mappingOf(run),
      control,
      random: () => 0.5,
      cutOff: cut.signal,
      concurrency: go.concurrency,
      settleMs: go.settleMs,
      mayCreate: go.reconcile !== true,
      recheck: go.recheck ?? false,
      ...(go.rate === undefined ? {} : { rate: go.rate }),
    });
    const onOutcome = ({ raw }: { raw: RawRow }): void => {
      told.push(raw.row);
      if (!life.step(`row ${raw.row} is told`)) throw new ProcessDied();
    };
    const options = {
      check: createRowCheck(mappingOf(run)),
      concurrency: go.concurrency,
      maxErrors: go.maxErrors,
      onOutcome,
    };
    await runRows(fed(run.rows), context, options);
    if (!life.step('the end')) return never();
    await store.close();
  };
  const ended = work().then(
    () => ({}),
    (error: unknown) => (life.isAlive ? { failed: nameOf(error) } : never<{ failed?: string }>()),
  );
  const outcome = await world.time.drive(Promise.race([ended, life.died.then(() => ({}))]));
  cut.done();
  return {
    ...(died === undefined ? {} : { died }),
    ...outcome,
    stop: control.stopReason,
    told,
    creates: watched.creates(),
    steps: life.steps,
  };
}

/** Notes the run where it is new, takes the account up, and gives its journal. */
async function beginRun(
  store: JournalStore,
  run: SimulatedRun,
  { world, life }: { world: World; life: Life },
): Promise<Journal> {
  const { id, account, rows } = run;
  const source = { name: `${id}.csv`, format: 'csv', sha256: id, bytes: 1 } as const;
  if (!life.step('the start')) return never();
  if ((await store.run(id)) === undefined)
    await store.addRun({
      id,
      account: account.account,
      source,
      file: `/lists/${id}.csv`,
      started: world.time.wallClock(0),
      rows: rows.length,
    });
  if (!life.step('the run is noted')) return never();
  await store.recover(account.account);
  return store.journal(id);
}

function hasIntent({ disk }: World, run: SimulatedRun, email: EmailKey): boolean {
  return disk.durableIntents.some(({ runId, row }) => runId === run.id && run.emailOf.get(row) === email);
}

function interruptions(
  { time }: World,
  { stopAfterMs, cutOffAfterMs }: Go,
  control: RunControl,
): { readonly signal: AbortSignal; done(): void } {
  const cut = new AbortController();
  const timers = [
    stopAfterMs === undefined
      ? undefined
      : time.after(stopAfterMs, () => control.stop({ kind: 'interrupted', signal: 'SIGINT' })),
    cutOffAfterMs === undefined
      ? undefined
      : time.after(cutOffAfterMs, () => {
          control.stop({ kind: 'interrupted', signal: 'SIGINT' });
          cut.abort();
        }),
  ];
  return {
    signal: cut.signal,
    done: () => {
      for (const timer of timers) timer?.cancel();
    },
  };
}

async function* fed(rows: readonly RawRow[]): AsyncGenerator<RawRow> {
  yield* rows;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';
}
