import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { compactPhone } from './compact-phone.js';

/**
 * A number of another country in the form of E.164, `+64211234567`; `undefined` where it is no valid one. Only digits are given to
 * the library: left to itself, it takes a number out of any prose around it.
 */
export function foreignNumber(text: string): string | undefined {
  const [, digits] = /^(?:\+|0011\+?)([1-9]\d{6,16})$/.exec(compactPhone(text)) ?? [];
  if (digits === undefined || digits.startsWith('61')) return undefined;
  const found = parsePhoneNumberFromString(`+${digits}`);
  return found?.isValid() ? found.number : undefined;
}
