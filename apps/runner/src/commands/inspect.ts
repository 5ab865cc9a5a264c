import type { Command } from 'commander';
import { exitCodes, inspectFile } from '@solarproof-import/importer';
import { addFileReadingFlags, addOutputFlags, type FileFlags } from '../settings/flags.js';
import type { Surroundings } from '../surroundings.js';
import { inspectionLines } from '../terminal/inspection-lines.js';
import { Screen } from '../terminal/screen.js';
import { aboutFile, tableOptions } from './file-options.js';
import type { Finish } from './finish.js';
import { listenForInterruption } from './interruption.js';

/** `inspect FILE`: what was found in a list, and what would be sent for its first rows. */
export function addInspectCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('inspect')
    .summary('show what is found in a list')
    .description(
      'Shows where the table of a list is, what each of its columns would feed, three of its values, and what would be sent for the first rows. Sends nothing, needs no key, writes nothing.',
    )
    .argument('<file>', 'a CSV or Excel (.xlsx) file');
  addOutputFlags(addFileReadingFlags(command)).action(async (file: string, flags: FileFlags) => {
    finish(await inspect(file, flags, surroundings));
  });
}

async function inspect(file: string, flags: FileFlags, surroundings: Surroundings): Promise<number> {
  const screen = new Screen(surroundings, flags);
  const interruption = listenForInterruption(surroundings, () => undefined);
  try {
    const options = { ...(await tableOptions(flags, surroundings)), signal: interruption.stop };
    const inspection = await aboutFile(file, () => inspectFile(file, options));
    if (flags.json)
      screen.data({ event: 'inspection', ...inspection, mapping: undefined, header: undefined });
    else screen.tell(...inspectionLines(inspection, screen));
    return exitCodes.done;
  } finally {
    interruption.release();
  }
}
