import type { Command } from 'commander';
import {
  checkPrepared,
  systemClock,
  type Account,
  type EventListener,
  type State,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import {
  addAddressFlags,
  addCommonFlags,
  addFileFlags,
  type ApiFlags,
  type FileFlags,
} from '../settings/flags.js';
import { findAccount } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { endingLines } from '../terminal/ending-lines.js';
import { Screen } from '../terminal/screen.js';
import { prepare, resultOptions } from './file-options.js';
import { listenForInterruption } from './interruption.js';
import { withKnownState } from './open-account.js';
import { readingOptions } from './reading-options.js';
import { tellPlan } from './tell-plan.js';

/** `check FILE`: all but the sending. */
export function addCheckCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('check')
    .summary('check every row, send nothing')
    .description(
      'Checks every row of a list and writes <name>.check.xlsx, which says what a run would do. Sends nothing, needs no key.',
    )
    .argument('<file>', 'a CSV or Excel (.xlsx) file');
  addCommonFlags(addAddressFlags(addFileFlags(command))).action(async (file: string, flags: CheckFlags) => {
    finish(await check(file, flags, surroundings));
  });
}

/** The flags of `check`: those on the account say which customers are imported already. */
type CheckFlags = FileFlags & Pick<ApiFlags, 'apiUrl' | 'sandbox'>;

async function check(file: string, flags: CheckFlags, surroundings: Surroundings): Promise<number> {
  const results = await resultOptions(flags, surroundings);
  const { account } = findAccount(flags, surroundings);
  return withKnownState(flags, surroundings, (state) =>
    checkAgainst(file, { state, account, results }, { flags, surroundings }),
  );
}

async function checkAgainst(
  file: string,
  known: { state: State | undefined; account: Account; results: Awaited<ReturnType<typeof resultOptions>> },
  { flags, surroundings }: { flags: CheckFlags; surroundings: Surroundings },
): Promise<number> {
  const { state, account, results } = known;
  const screen = new Screen(surroundings, flags);
  const interruption = listenForInterruption(surroundings, () => undefined);
  try {
    const onEvent: EventListener | undefined = flags.json
      ? (event) => screen.event(event, systemClock.now())
      : undefined;
    const reading = await readingOptions(file, flags, { screen, surroundings });
    const options = { ...reading.options, account, onEvent, signal: interruption.stop, state };
    const prepared = await prepare(file, options);
    try {
      await reading.remember(prepared);
      tellPlan(prepared, screen);
      const report = await checkPrepared(prepared, results, interruption.stop);
      screen.tell('', ...endingLines(report, screen, { flags: results.flags }));
      return report.exitCode;
    } finally {
      await prepared.close();
    }
  } finally {
    interruption.release();
  }
}
