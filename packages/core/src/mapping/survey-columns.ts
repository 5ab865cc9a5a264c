import { certainOnly } from '../fields/customer-field.js';
import { normaliseType } from '../fields/choice/normalise-type.js';
import { hasMojibake, hasProperAccents } from '../fields/mojibake.js';
import { sendablePhone } from '../fields/phone/sendable-phone.js';
import { normalisePhone } from '../fields/phone/normalise-phone.js';
import { customerTypes } from '../model/customer-draft.js';
import type { RawRow } from '../model/raw-row.js';

/** What the cells of a column look like, whatever its label. Counts of cells. */
export interface ColumnLook {
  /** Not blank. */
  readonly filled: number;
  readonly emails: number;
  readonly phones: number;
  /** Words of which a type is known for certain. */
  readonly types: number;
  /** Texts that are UTF-8 read as Windows-1252. */
  readonly mojibake: number;
  /** Texts with letters beyond ASCII that are right as they stand. */
  readonly accents: number;
  /** At most three, as they stand. */
  readonly samples: readonly string[];
}

/** Rows that are looked at: enough to know a column, and little beside the reading of a long list. */
export const surveyedRows = 5_000;

const email = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const samplesPerColumn = 3;

/** Looks at the first rows of a list, column by column. @returns one look for each column, up to the widest row */
export async function surveyColumns(rows: AsyncIterable<RawRow>): Promise<readonly ColumnLook[]> {
  const looks: MutableLook[] = [];
  let left = surveyedRows;
  for await (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) look((looks[column] ??= emptyLook()), cell.trim());
    left -= 1;
    if (left === 0) break;
  }
  return Array.from(looks, (found) => found ?? emptyLook());
}

/** The share of a column's filled cells that look like something; 0 where none is filled. */
export function shareOf(found: ColumnLook | undefined, what: 'emails' | 'phones' | 'types'): number {
  return found === undefined || found.filled === 0 ? 0 : found[what] / found.filled;
}

interface MutableLook extends ColumnLook {
  filled: number;
  emails: number;
  phones: number;
  types: number;
  mojibake: number;
  accents: number;
  readonly samples: string[];
}

function emptyLook(): MutableLook {
  return { filled: 0, emails: 0, phones: 0, types: 0, mojibake: 0, accents: 0, samples: [] };
}

function look(found: MutableLook, text: string): void {
  if (text === '') return;
  found.filled += 1;
  if (found.samples.length < samplesPerColumn) found.samples.push(text);
  // What is longer is prose.
  if (text.length > 320) return;
  if (email.test(text)) found.emails += 1;
  else if (sendablePhone.test(String(normalisePhone(text, certainOnly).value))) found.phones += 1;
  else if (isTypeWord(text)) found.types += 1;
  if (hasMojibake(text)) found.mojibake += 1;
  else if (hasProperAccents(text)) found.accents += 1;
}

/** A number alone is no sign of a type. */
function isTypeWord(text: string): boolean {
  if (/\d/.test(text)) return false;
  const { value } = normaliseType(text);
  return customerTypes.some((type) => type === value);
}
