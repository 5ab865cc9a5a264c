import path from 'node:path';
import type { Command } from 'commander';
import {
  columnTargets,
  exitCodes,
  inspectFile,
  InterruptedError,
  profileNotes,
  profileText,
  saveProfile,
  targetLabel,
  writeProfile,
  type Inspection,
  type MappingProfile,
} from '@solarproof-import/importer';
import { addFileReadingFlags, addOutputFlags, type FileFlags } from '../settings/flags.js';
import type { Surroundings } from '../surroundings.js';
import { askChoice, askYesNo } from '../terminal/ask.js';
import { inspectionLines } from '../terminal/inspection-lines.js';
import { Screen } from '../terminal/screen.js';
import { aboutFile, profilesFolder, tableOptions } from './file-options.js';
import type { Finish } from './finish.js';
import { listenForInterruption } from './interruption.js';

interface MapFlags extends FileFlags {
  readonly save?: string;
}

/** `map FILE`: shows which column feeds which field, lets a person change it, and saves it. */
export function addMapCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('map')
    .summary('show, change and save which column feeds which field')
    .description(
      'Shows which column of a list feeds which field. At a terminal it can be changed there; elsewhere it is printed as a mapping file. Saved under a name, it is used by itself for lists with the same labels. Sends nothing, needs no key.',
    )
    .argument('<file>', 'a CSV or Excel (.xlsx) file')
    .option('--save <name>', 'a name to save it under, or a file ending with .yaml');
  addOutputFlags(addFileReadingFlags(command)).action(async (file: string, flags: MapFlags) => {
    finish(await map(file, flags, surroundings));
  });
}

async function map(file: string, flags: MapFlags, surroundings: Surroundings): Promise<number> {
  const screen = new Screen(surroundings, flags);
  const interruption = listenForInterruption(surroundings, () => undefined);
  try {
    const options = { ...(await tableOptions(flags, surroundings)), signal: interruption.stop };
    const first = await aboutFile(file, () => inspectFile(file, options));
    const look = (profile: MappingProfile): Promise<Inspection> =>
      aboutFile(file, () => inspectFile(file, { ...options, ...only(profile) }));
    const inspection = screen.interactive ? await edit(first, look, { screen, surroundings }) : first;
    await save(file, inspection, { flags, screen, surroundings });
    return exitCodes.done;
  } finally {
    interruption.release();
  }
}

/** What the profile says counts alone: flags and defaults are in it. */
function only(profile: MappingProfile): { profile: MappingProfile } {
  return { profile };
}

interface At {
  readonly screen: Screen;
  readonly surroundings: Surroundings;
}

/** Lets a person choose columns and what they feed, until they are content. */
async function edit(
  inspection: Inspection,
  look: (profile: MappingProfile) => Promise<Inspection>,
  { screen, surroundings }: At,
): Promise<Inspection> {
  // What feeds nothing yet is left open, so that it goes on being suggested.
  const fed = Object.entries(inspection.profile.columns).filter(([, feeds]) => feeds !== 'ignore');
  let said: MappingProfile['columns'] = Object.fromEntries(fed);
  for (let shown = inspection; ;) {
    screen.tell(...inspectionLines(shown, screen), '');
    const columns = shown.columns.map(({ column, name, target }) => ({
      value: String(column),
      label: name,
      hint: target === undefined ? 'feeds nothing' : `feeds ${target}`,
    }));
    const done = { value: 'done', label: 'It is right as it is' };
    const picked = await askChoice('Change what a column feeds?', [done, ...columns], surroundings);
    if (picked.kind === 'cancelled') throw new InterruptedError('SIGINT');
    const column = shown.columns.find((one) => String(one.column) === picked.value);
    if (column === undefined) return shown;
    const targets = columnTargets.map((target) => ({
      value: target,
      label: target,
      hint: targetLabel(target),
    }));
    const target = await askChoice(
      `What does "${column.name}" feed?`,
      [{ value: 'ignore' as const, label: 'nothing' }, ...targets],
      surroundings,
    );
    if (target.kind === 'cancelled') continue;
    said = { ...said, [column.name]: target.value };
    shown = await look({ ...shown.profile, columns: said });
  }
}

async function save(
  file: string,
  { profile, mapping, suggestions }: Inspection,
  { flags, screen, surroundings }: At & { readonly flags: MapFlags },
): Promise<void> {
  const notes = profileNotes(mapping, suggestions);
  const name = flags.save ?? (await nameToSave(file, { screen, surroundings }));
  if (name === undefined) {
    if (!screen.interactive) surroundings.stdout.write(profileText(profile, notes));
    return;
  }
  if (isFile(name)) {
    await writeProfile(name, profile, notes);
    screen.tell(
      `Saved    ${name}`,
      `Next     solarproof-import run ${path.basename(file)} --mapping ${name}`,
    );
    return;
  }
  const saved = await saveProfile(profilesFolder(flags, surroundings), { name, profile }, notes);
  screen.tell(`Saved    ${saved}`, 'Next     it is used by itself for lists with these labels');
}

async function nameToSave(file: string, { screen, surroundings }: At): Promise<string | undefined> {
  if (!screen.interactive) return undefined;
  const name = path
    .parse(file)
    .name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .trim();
  const answer = await askYesNo(`Save it as "${name}", for lists with these labels?`, surroundings);
  return answer.kind === 'answered' && answer.value ? name : undefined;
}

function isFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) || name.includes('/') || name.includes('\\');
}
