import { customerTypes } from '../model/customer-draft.js';
import { oneLine } from './normalise-text.js';
import type { Normalised } from './customer-field.js';

/** The API's word for a customer type, whatever case and separator it is written with: `large scale` → `LARGE-SCALE`. */
export function normaliseType(text: string): Normalised {
  const written = oneLine(text);
  const word = written.toUpperCase().replace(/[\s_\u2010-\u2015-]+/g, '-');
  const value = customerTypes.find((type) => type === word);
  if (value === undefined) return { value: written };
  return value === text ? { value } : { value, rule: 'TYPE_AS_API_WORD' };
}

/** The API's 0 or 1 as an integer. Other words stay as they are, for the schema to refuse. */
export function normaliseGstStatus(text: string): Normalised {
  const value = oneLine(text);
  if (value === '0' || value === '1') return { value: Number(value) };
  return { value };
}
