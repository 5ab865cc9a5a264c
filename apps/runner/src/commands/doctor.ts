import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  exitCodes,
  nobodysEmail,
  SettingsError,
  solarProofApi,
  systemClock,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { addApiFlags, addCommonFlags, type ApiFlags } from '../settings/flags.js';
import { privateFolder } from '../settings/private-folder.js';
import { stateDirectory } from '../settings/state-directory.js';
import { findTarget, type Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { Screen } from '../terminal/screen.js';
import { twoColumns } from '../terminal/wrap.js';

interface Finding {
  readonly ok: boolean;
  readonly what: string;
  readonly found: string;
}

interface DoctorFlags extends ApiFlags {
  readonly color: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `doctor`: proves that a run could start, and says what is missing. */
export function addDoctorCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('doctor')
    .summary('check the settings, the state directory, the key and the way to Solar Proof')
    .description(
      'Checks what a run needs: Node, state directory, API key, the way to Solar Proof, look-ups. Changes nothing there.',
    );
  addCommonFlags(addApiFlags(command)).action(async (flags: DoctorFlags) => {
    finish(await doctor(flags, surroundings));
  });
}

async function doctor(flags: DoctorFlags, surroundings: Surroundings): Promise<number> {
  const screen = new Screen(surroundings, { ...flags, json: false });
  const findings = [
    nodeFinding(),
    await stateFinding(flags, surroundings),
    ...(await apiFindings(flags, surroundings)),
  ];
  const ok = findings.every((finding) => finding.ok);
  if (flags.json) {
    for (const finding of findings)
      screen.tell(JSON.stringify({ event: 'finding', time: systemClock.now().toISOString(), ...finding }));
  } else {
    const pairs = findings.map(
      (finding) => [`${finding.ok ? 'ok  ' : 'FAIL'} ${finding.what}`, finding.found] as const,
    );
    screen.tell(...twoColumns(pairs, { indent: 0, width: screen.width }));
    screen.tell('', ok ? 'A run can start.' : 'A run cannot start yet.');
  }
  return ok ? exitCodes.done : exitCodes.settings;
}

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 20);
  return { ok, what: 'Node', found: `${process.versions.node}${ok ? '' : ', but 20.20 or later is needed'}` };
}

async function stateFinding(flags: DoctorFlags, surroundings: Surroundings): Promise<Finding> {
  const folder = stateDirectory(flags.stateDir, surroundings);
  try {
    await privateFolder(folder);
    await access(folder, constants.W_OK);
    return { ok: true, what: 'State directory', found: folder };
  } catch {
    return { ok: false, what: 'State directory', found: `${folder} cannot be written` };
  }
}

async function apiFindings(flags: DoctorFlags, surroundings: Surroundings): Promise<Finding[]> {
  try {
    const target = await findTarget(flags, surroundings, () => Promise.resolve(undefined));
    return [{ ok: true, what: 'API key', found: `from ${target.keyFrom}` }, ...(await reachFindings(target))];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return [{ ok: false, what: 'Settings', found: [error.message, ...error.hints].join(' ') }];
  }
}

/** Looks a nonsense address up: it reaches the API, tries the key, and changes nothing. */
async function reachFindings(target: Target): Promise<Finding[]> {
  const transport = await target.open(1);
  try {
    const { kind } = await solarProofApi(transport).lookUp(nobodysEmail);
    const { host } = target.account;
    const what = 'Solar Proof';
    switch (kind) {
      case 'absent':
      case 'found':
        return [{ ok: true, what, found: `${host} answers, takes the key, and can look customers up` }];
      case 'key-refused':
        return [{ ok: false, what, found: `${host} refuses the key, or the key may not look customers up` }];
      case 'throttled':
        return [{ ok: true, what, found: `${host} answers, and asks to wait for now` }];
      case 'unclear':
        return [{ ok: false, what, found: `${host} cannot be reached, or its answer makes no sense` }];
    }
  } finally {
    await transport.close();
  }
}
