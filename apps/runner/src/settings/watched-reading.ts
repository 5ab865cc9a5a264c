import { access } from 'node:fs/promises';
import path from 'node:path';
import {
  didYouMean,
  savedProfiles,
  SettingsError,
  type FieldKey,
  type TableOptions,
} from '@solarproof-import/importer';
import { isMappingFile, type FolderConfig } from '@solarproof-import/watch';
import { profilesFolder, tableOptions } from '../commands/file-options.js';
import type { Surroundings } from '../surroundings.js';
import { given } from './given.js';
import type { WatchFlags } from './watch-flags.js';

/**
 * How the lists of a folder are read. Mappings are read each time.
 * @throws SettingsError where a mapping is not there or cannot be read
 */
export async function watchedReading(
  folder: FolderConfig,
  flags: WatchFlags,
  surroundings: Surroundings,
): Promise<TableOptions> {
  const mapping = flags.mapping ?? folder.mapping;
  return tableOptions(
    given({
      sheet: flags.sheet ?? folder.sheet,
      headerRow: flags.headerRow ?? folder.headerRow,
      encoding: flags.encoding ?? folder.encoding,
      hiddenRows: flags.hiddenRows ?? folder.hiddenRows,
      set: defaultsOf(folder, flags),
      accept: flags.accept ?? folder.accept,
      recase: flags.recase ?? folder.recase,
      mapping: mapping && (await mappingPath(mapping, profilesFolder(flags, surroundings))),
      stateDir: flags.stateDir,
    }),
    surroundings,
  );
}

/** What fills blank cells, field by field; the owner is a value of `useremail`. */
function defaultsOf(folder: FolderConfig, flags: WatchFlags): ReadonlyMap<FieldKey, string> {
  return new Map([...setOf(folder), ...(flags.set ?? []), ...ownerOf(flags)]);
}

function setOf({ set = {}, owner }: FolderConfig): readonly (readonly [FieldKey, string])[] {
  const said = Object.entries(set) as [FieldKey, string][];
  return [...said, ...ownerOf({ owner })];
}

function ownerOf({
  owner,
}: {
  readonly owner?: string | undefined;
}): readonly (readonly [FieldKey, string])[] {
  return owner === undefined ? [] : [['useremail', owner]];
}

/** A mapping goes by its file, or by the name under which it was saved. */
async function mappingPath(mapping: string, profiles: string): Promise<string> {
  if (isMappingFile(mapping)) return mapping;
  const file = path.join(profiles, `${mapping}.map.yaml`);
  try {
    await access(file);
    return file;
  } catch {
    const names = (await savedProfiles(profiles)).map(({ name }) => name);
    const saved = names.length === 0 ? 'None is saved yet.' : `Saved are ${names.join(', ')}.`;
    throw new SettingsError(
      'MAPPING_UNKNOWN',
      `No mapping is saved as "${mapping}"${didYouMean(mapping, names) || '.'}`,
      [
        `${saved} A file is named with its ending: .yaml. To make one: solarproof-import map FILE --save NAME`,
      ],
    );
  }
}
