import { access } from 'node:fs/promises';
import path from 'node:path';
import { draftProfile, writeProfile, type ColumnsMissingError } from '@solarproof-import/importer';

const mostNames = 20;

/**
 * Writes a mapping to fill in beside a list that lacks columns, never over a file that is there.
 * @returns what to say of it; nothing where it could not be written
 */
export async function mappingToFillIn(file: string, error: ColumnsMissingError): Promise<readonly string[]> {
  const target = await freeName(path.join(path.dirname(file), path.parse(file).name));
  if (target === undefined) return [];
  const { profile, notes } = draftProfile(error);
  try {
    await writeProfile(target, profile, notes);
  } catch {
    return [];
  }
  const shown = path.relative(process.cwd(), path.resolve(target));
  const name = shown.startsWith('..') ? target : shown;
  return [
    `A mapping to fill in was written: ${name}. Then add --mapping ${name.includes(' ') ? `"${name}"` : name}`,
  ];
}

async function freeName(stem: string): Promise<string | undefined> {
  for (let count = 1; count <= mostNames; count += 1) {
    const name = `${stem}${count === 1 ? '' : ` (${count})`}.map.yaml`;
    const isFree = await access(name).then(
      () => false,
      () => true,
    );
    if (isFree) return name;
  }
  return undefined;
}
