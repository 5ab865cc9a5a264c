import { Command, CommanderError } from 'commander';
import { exitCodes } from '@solarproof-import/importer';
import { addCheckCommand } from './commands/check.js';
import type { Finish } from './commands/finish.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addInitCommand } from './commands/init.js';
import { addInspectCommand } from './commands/inspect.js';
import { addMapCommand } from './commands/map.js';
import { addHistoryCommand } from './commands/history.js';
import { addPurgeCommand } from './commands/purge.js';
import { addResultsCommand } from './commands/results.js';
import { addResumeCommands } from './commands/resume.js';
import { addRunCommand } from './commands/run.js';
import { addSandboxCommand } from './commands/sandbox.js';
import { addStatusCommand } from './commands/status.js';
import { addWatchCommand } from './commands/watch.js';
import { describeFailure } from './terminal/describe-failure.js';
import type { Surroundings } from './surroundings.js';
import { version } from './version.js';

const overview = `
Examples
  $ solarproof-import check customers.xlsx              look, send nothing
  $ solarproof-import run customers.xlsx                check, ask, send
  $ solarproof-import run customers.csv --yes --json    unattended
  $ solarproof-import run customers.xlsx --sandbox      try it, without a key
  $ solarproof-import resume                            go on with a run that did not end
  $ solarproof-import watch /srv/customers              import what lands in a folder, unattended

Settings (flags come first, then these)
  SOLARPROOF_API_KEY        the API key; or SOLARPROOF_API_KEY_FILE, a file that holds it
  SOLARPROOF_API_URL        default https://solarproof.com.au/apidata.php
  SOLARPROOF_ACCOUNT        a name for the account, default "default"
  SOLARPROOF_IMPORT_HOME    where state is kept, default the platform's data folder

Exit codes
    0  every row is done
    1  unexpected error: a bug
    2  wrong usage or settings, or not confirmed; nothing sent
    3  the file cannot be read; nothing sent
    4  finished, but rows need attention
    5  stopped before the end; resume goes on
    6  the API key was refused
   75  another run of the account goes on, or another watch of the folder
  130  interrupted (143: by SIGTERM); resume goes on
`;

/**
 * Runs one command line.
 * @param words without `node` and the script
 * @returns the exit code; never throws
 */
export async function runProgram(words: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = buildProgram(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.settings;
    const failure = describeFailure(error, { verbose: words.includes('--verbose') });
    surroundings.stderr.write(failure.text);
    return failure.exitCode;
  }
}

function buildProgram(surroundings: Surroundings, finish: Finish): Command {
  const program = new Command('solarproof-import')
    .description(
      'Imports a CSV or Excel list of customers into Solar Proof and says, row by row, what happened.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', overview)
    .exitOverride()
    .showHelpAfterError('(solarproof-import --help tells more)')
    .configureHelp({ helpWidth: 100 })
    .configureOutput({
      writeOut: (text) => void surroundings.stdout.write(text),
      writeErr: (text) => void surroundings.stderr.write(text),
    });
  for (const add of [
    addInspectCommand,
    addMapCommand,
    addCheckCommand,
    addRunCommand,
    addResumeCommands,
    addHistoryCommand,
    addResultsCommand,
    addWatchCommand,
    addStatusCommand,
    addSandboxCommand,
    addInitCommand,
    addDoctorCommand,
    addPurgeCommand,
  ])
    add(program, surroundings, finish);
  return program;
}
