import type { Command } from 'commander';
import {
  findRun,
  openRunFolder,
  systemClock,
  writeRunResults,
  type EventListener,
  type Report,
  type ResultOptions,
  type RepeatedFlags,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { addCommonFlags, type CommonFlags } from '../settings/flags.js';
import type { Surroundings } from '../surroundings.js';
import { endingLines } from '../terminal/ending-lines.js';
import { problemLines } from '../terminal/problem-lines.js';
import { Screen } from '../terminal/screen.js';
import { resultOptions } from './file-options.js';
import { flagsOfRun } from './flags-of-run.js';
import { listenForInterruption } from './interruption.js';
import { withState } from './open-account.js';
import { tellRun } from './tell-plan.js';

interface ResultsFlags extends CommonFlags {
  readonly output?: string;
}

/** `results [RUN]`: writes a run's result workbook anew. Sends nothing, needs no key. */
export function addResultsCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('results')
    .summary("write a run's result workbook again")
    .description(
      'Writes the result workbook of a run anew, from the copy that the run took and the journal; also of a run that was killed. Sends nothing, needs no key. Without RUN: the newest.',
    )
    .argument('[run]', 'its ID, or a beginning or end of it');
  addCommonFlags(command)
    .option('--output <file>', 'where the result workbook goes (default: where it went)')
    .action(async (given: string | undefined, flags: ResultsFlags) => {
      finish(await results(given, flags, surroundings));
    });
}

async function results(
  given: string | undefined,
  flags: ResultsFlags,
  surroundings: Surroundings,
): Promise<number> {
  const screen = new Screen(surroundings, flags);
  return withState(flags, surroundings, async (state) => {
    const account = flags.account === undefined ? {} : { name: flags.account.trim() };
    const run = findRun(await state.store.runs(), given, { for: 'results', account });
    const options = await optionsFor(run, state, { flags, surroundings });
    tellRun(run, screen);
    const report = await write(run, { ...options, state }, { screen, surroundings });
    const problems = problemLines(report.groups, screen);
    if (problems.length > 0) screen.tell('', ...problems);
    screen.tell('', ...endingLines(report, screen, { flags: options.flags }));
    return report.exitCode;
  });
}

/** Where the workbook goes, and what the next steps in it name: this run, also where there are newer ones. */
async function optionsFor(
  run: StoredRun,
  state: State,
  { flags, surroundings }: { readonly flags: ResultsFlags; readonly surroundings: Surroundings },
): Promise<ResultOptions & { readonly flags: RepeatedFlags }> {
  const { settings } = await openRunFolder(state.directory.runsFolder, run);
  const options = await resultOptions({ ...flags, ...flagsOfRun(run, settings) }, surroundings);
  return { ...options, flags: { ...options.flags, resume: [run.id, ...options.flags.resume] } };
}

async function write(
  run: StoredRun,
  options: ResultOptions & { readonly state: State },
  { screen, surroundings }: { readonly screen: Screen; readonly surroundings: Surroundings },
): Promise<Report> {
  const onEvent: EventListener = (event) => screen.event(event, systemClock.now());
  const interruption = listenForInterruption(surroundings, () => undefined);
  try {
    return await writeRunResults(run, { ...options, onEvent, signal: interruption.stop });
  } finally {
    interruption.release();
  }
}
