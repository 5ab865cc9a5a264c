import type { MendOptions, Normalised } from '../customer-field.js';
import { Mending } from '../mending.js';
import { oneLine } from '../normalise-text.js';
import { blankWord, textSpaces } from '../text-rules.js';
import { areaCodeFromState } from './area-code-from-state.js';
import { longestPhone, phoneExtensionOff, phoneLabelOff } from './around-phone.js';
import { compactPhone } from './compact-phone.js';
import { foreignNumber } from './foreign-number.js';
import {
  phoneExponentWrittenOut,
  phoneForeignForm,
  phoneNationalForm,
  phoneZeroRestored,
} from './phone-rules.js';
import { nationalPhone } from './sendable-phone.js';
import { isPlaceholderPhone, whyNoPhone } from './why-no-phone.js';

/** Digits as a spreadsheet shows them that has no room for all. */
const shapedByExcel = /^\d{1,3}(?:[.,]\d{1,15})?E\+?(?:[5-9]|0[5-9]|1\d)$/i;

const dayOfCalendar = /^(?:\d{4}-\d\d-\d\d|\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d)/;

/**
 * One number in the national form in which the API's own examples are written (`0412345678`, `1300123456`; docs/solarproof-api.md,
 * Create), or a valid foreign one. Certain mends only, and the area code where that is accepted.
 */
export function normalisePhone(text: string, options: MendOptions): Normalised {
  if (nationalPhone.test(text))
    return isPlaceholderPhone(text) ? { value: text, why: 'placeholder' } : { value: text };
  return quickly(text) ?? slowly(text, options);
}

/** The ways in which most numbers of most lists are written: with separators, with +61, and without the zero. */
function quickly(text: string): Normalised | undefined {
  if (text.length > 20 || !/^[+(]?\d[\d ().-]{5,17}\d$/.test(text)) return undefined;
  const national = phoneNationalForm.mend(text);
  const value = national === text ? phoneZeroRestored.mend(text) : national;
  if (value === text || isPlaceholderPhone(value)) return undefined;
  return {
    value,
    steps: [{ rule: national === text ? phoneZeroRestored.name : phoneNationalForm.name, after: value }],
  };
}

function slowly(text: string, options: MendOptions): Normalised {
  const written = oneLine(text);
  if (written === '') return { value: '' };
  if (blankWord.mend(written) === '') return { value: '', steps: [{ rule: blankWord.name, after: '' }] };
  if (written.length > longestPhone) return { value: written, why: 'not-a-number' };
  const mending = new Mending(text);
  const isBare = text.length <= longestPhone && /^[+(]?[\d\s().-]+$/.test(text);
  if (!isBare) {
    mending
      .by(textSpaces)
      .by(phoneExponentWrittenOut)
      .by(phoneExtensionOff)
      .by(phoneLabelOff)
      .by(phoneExtensionOff);
  }
  if (shapedByExcel.test(mending.text)) return { value: written, why: 'precision-lost' };
  mending.by(phoneNationalForm).by(phoneZeroRestored);
  if (!nationalPhone.test(mending.text)) return other(mending, written, options);
  if (isPlaceholderPhone(mending.text)) return { value: written, why: 'placeholder' };
  return { value: mending.text, steps: mending.steps };
}

/** What is no number of ours as it stands: a foreign one, a local one, or none. */
function other(mending: Mending, written: string, { accept, state = '' }: MendOptions): Normalised {
  const abroad = foreignNumber(mending.text);
  if (abroad !== undefined) {
    const { steps } = mending.to(phoneForeignForm.name, abroad);
    const found = { value: abroad, notes: ['FOREIGN'] };
    return steps.length === 0 ? found : { ...found, steps };
  }
  // A day in a column of phones has eight digits, too.
  if (dayOfCalendar.test(mending.text)) return { value: written, why: 'not-a-number' };
  const why = whyNoPhone(compactPhone(mending.text));
  // What is made up does not become right by an area code: 2222 2222.
  const local = why === 'placeholder' ? mending.text : areaCodeFromState.mend(mending.text, state);
  if (local === mending.text) return { value: written, why };
  if (!accept.has(areaCodeFromState.name)) {
    return { value: written, why, likely: { rule: areaCodeFromState.name, value: local } };
  }
  return { value: local, steps: mending.to(areaCodeFromState.name, local).steps };
}
