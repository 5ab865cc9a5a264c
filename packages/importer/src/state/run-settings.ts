import { profileSchema, type MappingProfile } from '@solarproof-import/core';

/** What is needed, beside its copy, to read a run's input again as it was read the first time. */
export interface RunSettings {
  readonly version: 1;
  /** The sheet that was read, by its name; left out for a CSV. */
  readonly sheet?: string;
  /** Row number of the labels, where `--header-row` said it. */
  readonly headerRow?: number;
  /** A CSV's, where `--encoding` said it. */
  readonly encoding?: string;
  /** From `--set`, by field. */
  readonly defaults: Readonly<Record<string, string>>;
  /** What each column feeds, and all else that decides what is made of a row; left out by versions that knew labels alone. */
  readonly mapping?: MappingProfile;
  /** The file that `--mapping` named, for commands that are told as next steps. */
  readonly mappingFile?: string;
  /** Where the result workbook was written, absolute. */
  readonly output?: string;
  /** The API's address, where it was not the vendor's own; never a key. */
  readonly apiUrl?: string;
}

/** The text of the file in which a run's settings are kept. */
export function runSettingsText(settings: RunSettings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

/** Reads what `runSettingsText` wrote. @returns `undefined` where it is anything else */
export function parseRunSettings(text: string): RunSettings | undefined {
  const found = parsed(text);
  if (!isTable(found) || found['version'] !== 1) return undefined;
  const { sheet, headerRow, encoding, defaults, output, apiUrl, mappingFile } = found;
  const mapping = profileSchema.optional().safeParse(found['mapping']);
  if (!mapping.success) return undefined;
  if (!isTable(defaults) || !Object.values(defaults).every((value) => typeof value === 'string'))
    return undefined;
  if (
    ![sheet, encoding, output, apiUrl, mappingFile].every(
      (value) => value === undefined || typeof value === 'string',
    )
  )
    return undefined;
  if (headerRow !== undefined && !(Number.isSafeInteger(headerRow) && Number(headerRow) >= 0))
    return undefined;
  return {
    version: 1,
    defaults: Object.fromEntries(Object.entries(defaults).map(([field, value]) => [field, String(value)])),
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(typeof headerRow === 'number' ? { headerRow } : {}),
    ...(typeof encoding === 'string' ? { encoding } : {}),
    ...(mapping.data === undefined ? {} : { mapping: mapping.data }),
    ...(typeof mappingFile === 'string' ? { mappingFile } : {}),
    ...(typeof output === 'string' ? { output } : {}),
    ...(typeof apiUrl === 'string' ? { apiUrl } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
