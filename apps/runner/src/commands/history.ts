import type { Command } from 'commander';
import { exitCodes, systemClock, type StoredRun } from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { addCommonFlags, type CommonFlags } from '../settings/flags.js';
import type { Surroundings } from '../surroundings.js';
import { localTime } from '../terminal/local-time.js';
import { printEvent } from '../terminal/print-event.js';
import { Screen } from '../terminal/screen.js';
import { statusWords } from '../terminal/status-words.js';
import { shorten, wrap } from '../terminal/wrap.js';
import { withState } from './open-account.js';
import { accountHolders, keyOf, runStanding, standingWords, type RunStanding } from './run-standing.js';

/** `history`: the runs that this state directory knows, the newest first. */
export function addHistoryCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('history')
    .summary('list the runs, the newest first')
    .description(
      'Lists the runs of this state directory, the newest first: what was imported, where, and how it ended. With --account, those of one account.',
    );
  addCommonFlags(command).action(async (flags: CommonFlags) => {
    finish(await history(flags, surroundings));
  });
}

interface ListedRun {
  readonly run: StoredRun;
  readonly standing: RunStanding;
}

async function history(flags: CommonFlags, surroundings: Surroundings): Promise<number> {
  const screen = new Screen(surroundings, flags);
  const { runs, holders } = await withState(flags, surroundings, async (state) => {
    const known = await state.store.runs();
    const name = flags.account?.trim();
    const wanted = name === undefined ? known : known.filter(({ account }) => account.name === name);
    return { runs: wanted, holders: await accountHolders(wanted, state) };
  });
  const listed = runs.map((run) => ({ run, standing: runStanding(run, holders.get(keyOf(run.account))) }));
  if (listed.length === 0) {
    const whose = flags.account === undefined ? '' : ` of the account "${flags.account.trim()}"`;
    screen.tell(`There is no run${whose} yet. Start one: solarproof-import run FILE`);
  } else if (flags.json) {
    for (const one of listed) printEvent(surroundings, { event: 'run', ...facts(one) });
  } else {
    screen.tell(...historyLines(listed, screen));
  }
  return exitCodes.done;
}

function historyLines(listed: readonly ListedRun[], { paint, width }: Screen): string[] {
  const endings = listed.map(({ standing }) => standingWords[standing]);
  const endingWidth = Math.max(...endings.map((ending) => ending.length));
  const lines = listed.flatMap(({ run, standing }, index) => {
    const ending = (endings[index] ?? '').padEnd(endingWidth);
    const left = `${run.id}   ${localTime(run.started)}   `;
    const room = Math.max(8, width - left.length - endingWidth - 3);
    const painted = isCalm(standing) ? ending : paint.yellow(ending);
    const details = wrap(detailsOf(run), width - 4).map((line) => `    ${paint.dim(line)}`);
    return [`${left}${painted}   ${paint.bold(shorten(run.source.name, room))}`, ...details];
  });
  const toGoOn = listed.find(({ standing }) => standing === 'stopped' || standing === 'killed');
  return toGoOn === undefined ? lines : [...lines, '', `To go on: solarproof-import resume ${toGoOn.run.id}`];
}

function isCalm(standing: RunStanding): boolean {
  return standing === 'done' || standing === 'under-way' || standing === 'purged';
}

function detailsOf({ account, rows, end }: StoredRun): string {
  const counts = end === undefined ? '' : `: ${statusWords(end.counts, { separator: ', ' })}`;
  return `${rows === 1 ? '1 row' : `${rows} rows`}${counts} (${account.host}, account "${account.name}")`;
}

function facts({ run, standing }: ListedRun): { readonly time: Date; readonly [fact: string]: unknown } {
  const { id, account, source, file, started, rows, end, purged } = run;
  return {
    time: systemClock.now(),
    runId: id,
    standing,
    started,
    file,
    sha256: source.sha256,
    format: source.format,
    bytes: source.bytes,
    account: account.name,
    host: account.host,
    rows,
    ...(end === undefined
      ? {}
      : { ended: end.at, seconds: end.seconds, counts: end.counts, exitCode: end.exitCode }),
    ...(end?.stopped === undefined ? {} : { stopped: end.stopped }),
    ...(purged === undefined ? {} : { purged }),
  };
}
