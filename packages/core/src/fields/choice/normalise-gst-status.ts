import type { Normalised } from '../customer-field.js';
import { Mending } from '../mending.js';
import { oneLine } from '../normalise-text.js';
import { blankWord, textSpaces } from '../text-rules.js';
import { gstByWord } from './choice-rules.js';

/** The API's 0 or 1 as an integer. Other words stay as they are, for the schema to refuse. */
export function normaliseGstStatus(text: string): Normalised {
  if (isStatus(text)) return { value: Number(text) };
  const written = oneLine(text);
  const mending = new Mending(text);
  if (isStatus(written)) return { value: Number(written), steps: mending.by(textSpaces).steps };
  const status = gstByWord.mend(written);
  if (isStatus(status)) return { value: Number(status), steps: mending.to(gstByWord.name, status).steps };
  if (written === '') return text === '' ? { value: '' } : { value: '', steps: mending.by(textSpaces).steps };
  if (blankWord.mend(written) === '') return { value: '', steps: mending.to(blankWord.name, '').steps };
  return { value: written };
}

function isStatus(text: string): boolean {
  return text === '0' || text === '1';
}
