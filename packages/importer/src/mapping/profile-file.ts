import { lstat, readFile } from 'node:fs/promises';
import {
  acceptable,
  profileProblems,
  profileSchema,
  SettingsError,
  systemCode,
  type MappingProfile,
} from '@solarproof-import/core';
import { Document, isMap, isScalar, parseDocument, stringify } from 'yaml';

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
  // Aliases can grow without end; a mapping needs none.
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(file, [error.message.split('\n')[0] ?? 'it is no YAML']);
  const parsed = profileSchema.safeParse(valueOf(document, file), { reportInput: true });
  if (!parsed.success) throw invalid(file, profileProblems(parsed.error));
  const unknown = (parsed.data.accept ?? []).filter((rule) => !acceptable.includes(rule));
  if (unknown.length > 0)
    throw invalid(file, [`accept: ${unknown.join(', ')} is none of ${acceptable.join(', ')}`]);
  return parsed.data;
}

/** A mapping as the text of a file. @param notes what stands behind a column, by its name, as a comment */
export function profileText(profile: MappingProfile, notes: ReadonlyMap<string, string> = new Map()): string {
  const document = new Document(profile);
  document.commentBefore = [
    ' How the columns of a list become fields of Solar Proof.',
    ' A column feeds a field (firstname, surname, email, phone1, phone2, type, companyname, companyphone,',
    ' gststatus, useremail), something that is taken apart (fullname, companyorsurname, mobile, phone, homephone,',
    ' workphone, otherphone), or "ignore". Use it with --mapping FILE.',
  ].join('\n');
  const columns = document.get('columns');
  if (isMap(columns)) {
    for (const { key, value } of columns.items) {
      const note = isScalar(key) ? notes.get(String(key.value)) : undefined;
      if (note !== undefined && isScalar(value)) value.comment = ` ${note}`;
    }
  }
  return stringify(document, { lineWidth: 0 });
}

function valueOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw invalid(file, ['it has aliases (*name), which are not read']);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await lstat(file);
    if (size > largestFile) throw invalid(file, ['it is too large for a mapping']);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw new SettingsError(
      'MAPPING_FILE_UNREADABLE',
      `The mapping ${file} cannot be read (${systemCode(error)}).`,
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
