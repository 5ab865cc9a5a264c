import { customerTypes, type CustomerType } from '../../model/customer-draft.js';
import type { Normalised } from '../customer-field.js';
import { Mending } from '../mending.js';
import { oneLine } from '../normalise-text.js';
import { blankWord, textSpaces } from '../text-rules.js';
import { typeAsApiWord, typeByNumber, typeByWord } from './choice-rules.js';

/** The API's word for a customer type, by the words that people use for it. A word that is none of these stays as it is. */
export function normaliseType(text: string): Normalised {
  if (isType(text)) return { value: text };
  const mending = new Mending(text);
  const written = oneLine(text);
  if (written === '') return text === '' ? { value: '' } : { value: '', steps: mending.by(textSpaces).steps };
  if (isType(written)) return { value: written, steps: mending.by(textSpaces).steps };
  if (blankWord.mend(written) === '') return { value: '', steps: mending.to(blankWord.name, '').steps };
  for (const rule of [typeAsApiWord, typeByNumber, typeByWord]) {
    const value = rule.mend(written);
    if (isType(value)) return { value, steps: mending.to(rule.name, value).steps };
  }
  return { value: written };
}

function isType(text: string): text is CustomerType {
  return customerTypes.some((type) => type === text);
}
