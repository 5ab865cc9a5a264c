import { statfs, stat, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ImportError,
  openState,
  SettingsError,
  systemClock,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';
import { statusWords } from '../../terminal/status-words.js';
import { accountHolders, keyOf, runStanding } from '../run-standing.js';
import type { Finding } from './finding.js';
import { clockFinding, spaceFinding } from './machine-findings.js';

/** The state directory as far as it could be opened. */
export interface OpenedState {
  /** Left out where it cannot be used. Whoever asked for it closes it. */
  readonly state?: State;
  readonly findings: readonly Finding[];
}

/** Opens the state directory as a run does, and says what keeps it from that. */
export async function openStateFindings(folder: string): Promise<OpenedState> {
  const what = 'State directory';
  try {
    const state = await openState(folder);
    return { state, findings: [{ level: 'ok', what, found: folder }] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const failure = { level: 'failure', found: [error.message, ...error.hints].join(' ') } as const;
    // The directory is opened before the journal in it.
    if (!error.code.startsWith('JOURNAL_')) return { findings: [{ ...failure, what }] };
    return {
      findings: [
        { level: 'ok', what, found: folder },
        { ...failure, what: 'Journal' },
      ],
    };
  }
}

/** What is in an open state directory: room, the journal's health, runs that wait, the clock. */
export async function stateFindings(state: State): Promise<readonly Finding[]> {
  const { folder, resultsFolder } = state.directory;
  const { bavail, bsize } = await statfs(folder);
  const fileTime = await timeOfNewFile(resultsFolder);
  const journal = await journalFinding(state);
  const runs = journal.level === 'ok' ? await state.store.runs() : [];
  const newestRun = runs[0]?.started;
  return [
    spaceFinding(bavail * bsize),
    journal,
    ...(await waitingFindings(runs, state)),
    clockFinding({
      now: systemClock.now(),
      ...(fileTime === undefined ? {} : { fileTime }),
      ...(newestRun === undefined ? {} : { newestRun }),
    }),
  ];
}

async function journalFinding({ store, directory }: State): Promise<Finding> {
  const what = 'Journal';
  try {
    const damage = await store.findDamage();
    if (damage.length > 0) return damaged(damage.slice(0, 3).join(' '));
    const { length } = await store.runs();
    const runs = length === 1 ? '1 run' : `${length} runs`;
    return { level: 'ok', what, found: `${runs}, read through, nothing is damaged` };
  } catch (error) {
    return damaged(error instanceof ImportError ? error.message : 'It cannot be read to its end.');
  }

  function damaged(why: string): Finding {
    const found = `It is damaged: ${directory.journalFile}. ${why} Put the state directory back from a backup.`;
    return { level: 'failure', what, found };
  }
}

const mostWaiting = 3;

/** Runs that `resume` or `reconcile` would go on with: nothing that keeps another from starting. */
async function waitingFindings(runs: readonly StoredRun[], state: State): Promise<readonly Finding[]> {
  const holders = await accountHolders(runs, state);
  const waiting = runs.flatMap((run) => {
    const standing = runStanding(run, holders.get(keyOf(run.account)));
    const command = waitsFor[standing];
    return command === undefined ? [] : [{ run, command }];
  });
  const findings = waiting.slice(0, mostWaiting).map(({ run, command }): Finding => {
    const { 'not-sent': notSent = 0, unconfirmed = 0 } = run.end?.counts ?? {};
    const open =
      run.end === undefined
        ? 'it was killed'
        : statusWords({ unconfirmed, 'not-sent': notSent }, { separator: ', ' });
    return { level: 'note', what: 'Open run', found: `${run.source.name}, ${open}: ${command} ${run.id}` };
  });
  const more = waiting.length - mostWaiting;
  if (more <= 0) return findings;
  return [...findings, { level: 'note', what: 'Open runs', found: `${more} more: history lists them` }];
}

const waitsFor: Readonly<Partial<Record<ReturnType<typeof runStanding>, string>>> = {
  stopped: 'resume',
  killed: 'resume',
  unconfirmed: 'reconcile',
};

/** Another machine's disk has another machine's clock. */
async function timeOfNewFile(folder: string): Promise<Date | undefined> {
  const file = path.join(folder, `.clock-${process.pid}`);
  try {
    await writeFile(file, '', { mode: 0o600 });
    return (await stat(file)).mtime;
  } catch {
    return undefined;
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
