import type { Command } from 'commander';
import { exitCodes, systemClock, type State } from '@solarproof-import/importer';
import { addApiFlags, addCommonFlags, type ApiFlags, type CommonFlags } from '../settings/flags.js';
import { configName } from '../settings/find-watch-settings.js';
import { stateDirectory } from '../settings/state-directory.js';
import type { Surroundings } from '../surroundings.js';
import { printEvent } from '../terminal/print-event.js';
import { Screen } from '../terminal/screen.js';
import { twoColumns } from '../terminal/wrap.js';
import { accountFindings } from './doctor/account-findings.js';
import { openConfigFindings, watchFindings } from './doctor/config-findings.js';
import { findingMarks, type Finding } from './doctor/finding.js';
import { nodeFinding } from './doctor/machine-findings.js';
import { openStateFindings, stateFindings } from './doctor/state-findings.js';
import type { Finish } from './finish.js';

interface DoctorFlags extends CommonFlags, ApiFlags {
  /** A config file, or true for the one that `init` writes by itself. */
  readonly config?: string | true;
}

/** `doctor`: proves that a run could start, and says what is missing. */
export function addDoctorCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('doctor')
    .summary('check the settings, the state directory, the key and the way to Solar Proof')
    .description(
      'Checks what a run needs: Node, the state directory and its journal, the clock, the API key, the way to Solar Proof, look-ups; and tells which runs are open. With --config, the same for each folder that is watched, and whether its files can be moved and its notices get through. Changes nothing there.',
    )
    .option('--config [file]', `prove a config file (default: ${configName})`);
  addCommonFlags(addApiFlags(command)).action(async (flags: DoctorFlags) => {
    finish(await doctor(flags, surroundings));
  });
}

async function doctor(flags: DoctorFlags, surroundings: Surroundings): Promise<number> {
  const findings = await allFindings(flags, surroundings);
  if (flags.json) {
    const time = systemClock.now();
    for (const finding of findings)
      printEvent(surroundings, { event: 'finding', time, ok: finding.level !== 'failure', ...finding });
  } else {
    tell(findings, flags.config === undefined ? 'A run' : 'A watch', new Screen(surroundings, flags));
  }
  return canStart(findings) ? exitCodes.done : exitCodes.settings;
}

async function allFindings(flags: DoctorFlags, surroundings: Surroundings): Promise<readonly Finding[]> {
  const node = nodeFinding(process.versions.node);
  if (flags.config === undefined) {
    const rest = await withStateFindings(stateDirectory(flags.stateDir, surroundings), (state) =>
      accountFindings(flags, surroundings, { state }),
    );
    return [node, ...rest];
  }
  const file = flags.config === true ? configName : flags.config;
  const { atHand, findings } = await openConfigFindings(file, flags, surroundings);
  if (atHand === undefined) return [node, ...findings];
  const rest = await withStateFindings(atHand.settings.stateDir, (state) => watchFindings(atHand, state));
  return [node, ...findings, ...rest];
}

/** What is found of a state directory, then what else is to be found with it open. */
async function withStateFindings(
  folder: string,
  more: (state: State | undefined) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const { state, findings } = await openStateFindings(folder);
  try {
    return [...findings, ...(state === undefined ? [] : await stateFindings(state)), ...(await more(state))];
  } finally {
    await state?.close();
  }
}

function tell(findings: readonly Finding[], who: 'A run' | 'A watch', screen: Screen): void {
  const pairs = findings.map(({ level, what, found }) => [`${findingMarks[level]} ${what}`, found] as const);
  screen.tell(...twoColumns(pairs, { indent: 0, width: screen.width }), '', closing(findings, who));
}

function closing(findings: readonly Finding[], who: 'A run' | 'A watch'): string {
  if (!canStart(findings))
    return who === 'A run'
      ? 'A run cannot start yet.'
      : 'Every list would have to wait: mend what is marked FAIL.';
  if (findings.some(({ level }) => level === 'wait')) return `${who} can start, but has to wait.`;
  return `${who} can start.`;
}

function canStart(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level !== 'failure');
}
