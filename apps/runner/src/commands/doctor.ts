import type { Command } from 'commander';
import { exitCodes, systemClock } from '@solarproof-import/importer';
import { addApiFlags, addCommonFlags, type ApiFlags, type CommonFlags } from '../settings/flags.js';
import { stateDirectory } from '../settings/state-directory.js';
import type { Surroundings } from '../surroundings.js';
import { printEvent } from '../terminal/print-event.js';
import { Screen } from '../terminal/screen.js';
import { twoColumns } from '../terminal/wrap.js';
import { accountFindings } from './doctor/account-findings.js';
import { findingMarks, type Finding } from './doctor/finding.js';
import { nodeFinding } from './doctor/machine-findings.js';
import { openStateFindings, stateFindings } from './doctor/state-findings.js';
import type { Finish } from './finish.js';

type DoctorFlags = CommonFlags & ApiFlags;

/** `doctor`: proves that a run could start, and says what is missing. */
export function addDoctorCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('doctor')
    .summary('check the settings, the state directory, the key and the way to Solar Proof')
    .description(
      'Checks what a run needs: Node, the state directory and its journal, the clock, the API key, the way to Solar Proof, look-ups; and tells which runs are open. Changes nothing there.',
    );
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
    tell(findings, new Screen(surroundings, flags));
  }
  return canStart(findings) ? exitCodes.done : exitCodes.settings;
}

async function allFindings(flags: DoctorFlags, surroundings: Surroundings): Promise<readonly Finding[]> {
  const opened = await openStateFindings(stateDirectory(flags.stateDir, surroundings));
  const { state } = opened;
  try {
    return [
      nodeFinding(process.versions.node),
      ...opened.findings,
      ...(state === undefined ? [] : await stateFindings(state)),
      ...(await accountFindings(flags, surroundings, state)),
    ];
  } finally {
    await state?.close();
  }
}

function tell(findings: readonly Finding[], screen: Screen): void {
  const pairs = findings.map(({ level, what, found }) => [`${findingMarks[level]} ${what}`, found] as const);
  screen.tell(...twoColumns(pairs, { indent: 0, width: screen.width }), '', closing(findings));
}

function closing(findings: readonly Finding[]): string {
  if (!canStart(findings)) return 'A run cannot start yet.';
  if (findings.some(({ level }) => level === 'wait')) return 'A run can start, but has to wait.';
  return 'A run can start.';
}

function canStart(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level !== 'failure');
}
