import {
  acceptable,
  profileProblems,
  profileSchema,
  SettingsError,
  type MappingProfile,
} from '@solarproof-import/core';
import { parseYaml, readFileText, yamlText } from '../yaml-file.js';

/** In bytes; a mapping of 16,000 columns has less. */
const largestFile = 2_000_000;

/**
 * Reads a mapping file.
 * @throws SettingsError where it is not there, no YAML, or no mapping; it says where and what was expected
 */
export async function readProfile(file: string): Promise<MappingProfile> {
  return parseProfile(await textOf(file), file);
}

/** Reads the text of a mapping file. @param file its name, for what is said of it @throws SettingsError as `readProfile` */
export function parseProfile(text: string, file: string): MappingProfile {
  const yaml = parseYaml(text);
  if (yaml.kind === 'problem') throw invalid(file, [yaml.problem]);
  const parsed = profileSchema.safeParse(yaml.value, { reportInput: true });
  if (!parsed.success) throw invalid(file, profileProblems(parsed.error));
  const unknown = (parsed.data.accept ?? []).filter((rule) => !acceptable.includes(rule));
  if (unknown.length > 0)
    throw invalid(file, [`accept: ${unknown.join(', ')} is none of ${acceptable.join(', ')}`]);
  return parsed.data;
}

/** A mapping as the text of a file. @param notes what stands behind a column, by its name, as a comment */
export function profileText(profile: MappingProfile, notes: ReadonlyMap<string, string> = new Map()): string {
  return yamlText(profile, {
    top: [
      'How the columns of a list become fields of Solar Proof.',
      'A column feeds a field (firstname, surname, email, phone1, phone2, type, companyname, companyphone,',
      'gststatus, useremail), something that is taken apart (fullname, companyorsurname, mobile, phone, homephone,',
      'workphone, otherphone), or "ignore". Use it with --mapping FILE.',
    ].join('\n'),
    behind: ([place, column, ...below]) =>
      place === 'columns' && below.length === 0 ? notes.get(String(column)) : undefined,
  });
}

async function textOf(file: string): Promise<string> {
  const read = await readFileText(file, largestFile);
  switch (read.kind) {
    case 'text':
      return read.text;
    case 'too-large':
      throw invalid(file, ['it is too large for a mapping']);
    case 'unreadable':
      throw new SettingsError(
        'MAPPING_FILE_UNREADABLE',
        `The mapping ${file} cannot be read (${read.code}).`,
        ['Check the name. To make one: solarproof-import map FILE --save NAME.map.yaml'],
      );
  }
}

const mostTold = 6;

function invalid(file: string, said: readonly string[]): SettingsError {
  const more = said.length > mostTold ? [`and ${said.length - mostTold} more`] : [];
  return new SettingsError('MAPPING_FILE_INVALID', `The mapping ${file} is not understood.`, [
    ...said.slice(0, mostTold),
    ...more,
    'What may stand in it: docs/mapping.md. To make one: solarproof-import map FILE --save NAME.map.yaml',
  ]);
}
