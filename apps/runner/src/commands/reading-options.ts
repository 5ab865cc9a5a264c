import path from 'node:path';
import {
  InterruptedError,
  saveProfile,
  savedProfiles,
  targetLabel,
  type PreparedFile,
  type TableOptions,
  type TargetSuggestion,
} from '@solarproof-import/importer';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import type { Screen } from '../terminal/screen.js';
import { shorten } from '../terminal/wrap.js';
import { profilesFolder, tableOptions, type TableFlags } from './file-options.js';

/** Where a person reads and answers. */
interface Terminal {
  readonly screen: Screen;
  readonly surroundings: Surroundings;
}

/** How a list is read, with somebody to ask where there is a terminal. */
export interface Reading {
  readonly options: TableOptions;
  /** Saves what was confirmed, so that it is asked once for lists with these labels. */
  remember(prepared: PreparedFile): Promise<void>;
}

/** @throws SettingsError where the mapping that the flags name cannot be read */
export async function readingOptions(file: string, flags: TableFlags, terminal: Terminal): Promise<Reading> {
  const { screen, surroundings } = terminal;
  const options = await tableOptions(flags, surroundings);
  if (!screen.interactive || flags.mapping !== undefined)
    return { options, remember: () => Promise.resolve() };
  let isConfirmed = false;
  const confirm = async (suggestions: readonly TargetSuggestion[]): Promise<boolean> => {
    isConfirmed = await confirmSuggestions(suggestions, terminal);
    return isConfirmed;
  };
  return {
    options: { ...options, confirm },
    remember: async (prepared) => {
      if (!isConfirmed) return;
      const folder = profilesFolder(flags, surroundings);
      const labels = prepared.header.row.cells.filter((label) => label.trim() !== '');
      const name = await freeName(folder, path.parse(file).name);
      await saveProfile(folder, { name, profile: { ...prepared.profile, labels } });
      screen.tell(`  remembered as the mapping "${name}", for lists with these labels`);
    },
  };
}

async function confirmSuggestions(
  suggestions: readonly TargetSuggestion[],
  { screen, surroundings }: Terminal,
): Promise<boolean> {
  screen.tell(
    '',
    suggestions.length === 1
      ? 'A column is likely, but not certain:'
      : 'These columns are likely, but not certain:',
    ...suggestions.map(({ name, target, why }) => `  ${shorten(name, 30)} → ${targetLabel(target)}   ${why}`),
  );
  const answer = await askYesNo(
    `Use ${suggestions.length === 1 ? 'it' : 'them'} like that, also next time for lists with these labels?`,
    surroundings,
  );
  if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
  return answer.value;
}

const notForNames = /[^\p{L}\p{N} ._-]+/gu;

async function freeName(folder: string, stem: string): Promise<string> {
  const taken = new Set((await savedProfiles(folder)).map(({ name }) => name));
  const clean = stem.replace(notForNames, ' ').trim().slice(0, 50) || 'list';
  const wanted = /^[\p{L}\p{N}]/u.test(clean) ? clean : `list ${clean}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    if (!taken.has(name)) return name;
  }
}
