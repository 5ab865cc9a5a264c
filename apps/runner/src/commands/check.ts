import type { Command } from 'commander';
import { checkPrepared, systemClock, type EventListener } from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { accountName } from '../settings/account-name.js';
import { addCommonFlags, addFileFlags, type FileFlags } from '../settings/flags.js';
import type { Surroundings } from '../surroundings.js';
import { endingLines } from '../terminal/ending-lines.js';
import { Screen } from '../terminal/screen.js';
import { fileOptions, prepare, resultOptions } from './file-options.js';
import { listenForInterruption } from './interruption.js';
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
  addCommonFlags(addFileFlags(command)).action(async (file: string, flags: FileFlags) => {
    finish(await check(file, flags, surroundings));
  });
}

async function check(file: string, flags: FileFlags, surroundings: Surroundings): Promise<number> {
  const screen = new Screen(surroundings, flags);
  const results = await resultOptions(flags, surroundings);
  const interruption = listenForInterruption(surroundings, () => undefined);
  try {
    const account = { name: accountName(flags.account, surroundings), host: '' };
    const onEvent: EventListener | undefined = flags.json
      ? (event) => screen.event(event, systemClock.now())
      : undefined;
    const prepared = await prepare(file, fileOptions(flags, { account, onEvent, signal: interruption.stop }));
    try {
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
