import path from 'node:path';
import { SettingsError, type RunSettings } from '@solarproof-import/importer';
import type { FileFlags } from './flags.js';

/** How a file is read: a run that goes on reads its copy as it did at first. */
export type ReadingFlags = Pick<
  FileFlags,
  'sheet' | 'headerRow' | 'encoding' | 'set' | 'mapping' | 'accept' | 'recase' | 'hiddenRows'
>;

/** @throws SettingsError where a flag wants the run's file to be read in another way than it was */
export function refuseOtherReading(flags: ReadingFlags, settings: RunSettings): void {
  const accepted = new Set(settings.mapping?.accept);
  const differing = [
    differs('--mapping', flags.mapping && path.resolve(flags.mapping), settings.mappingFile),
    differs('--hidden-rows', flags.hiddenRows, settings.mapping?.hiddenRows ?? 'include'),
    differs('--recase', flags.recase, accepted.has('NAME_RECASED')),
    ...(flags.accept ?? []).map((rule) => differs(`--accept ${rule}`, true, accepted.has(rule))),
    differs('--sheet', flags.sheet, settings.sheet),
    differs('--header-row', flags.headerRow, settings.headerRow),
    differs('--encoding', flags.encoding, settings.encoding),
    ...[...(flags.set ?? [])].map(([field, value]) =>
      differs(`--set ${field}`, value, settings.defaults[field]),
    ),
  ].filter((flag) => flag !== undefined);
  if (differing.length === 0) return;
  throw new SettingsError(
    'RUN_HAS_OTHER_SETTINGS',
    `A run goes on with the settings that it began with; ${differing.join(' and ')} would change them.`,
    ['Leave it out, or start a new run: customers that are imported already are not sent again.'],
  );
}

function differs<T>(flag: string, given: T | undefined, ofRun: T | undefined): string | undefined {
  return given === undefined || given === ofRun ? undefined : flag;
}
