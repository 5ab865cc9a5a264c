import type { Rule, SplitRule, ValueRule } from '../rule.js';
import { areaCodeFromState } from './area-code-from-state.js';
import { longestPhone, phoneExtensionOff, phoneLabelOff } from './around-phone.js';
import { compactPhone } from './compact-phone.js';
import { foreignNumber } from './foreign-number.js';
import { nationalPhone } from './sendable-phone.js';
import { pieces } from './split-phones.js';

// Without a +, 61 is a country code only where a whole number follows: 6155 1234 is a local one.
const withCountry = /^(?:\+61|0061|001161|61(?=0?\d{9}$)|61(?=1[38]00\d{6}$))0?(\d{6,10})$/;

/** Writes an Australian number as Solar Proof does. */
export const phoneNationalForm: ValueRule = {
  name: 'PHONE_NATIONAL_FORM',
  sureness: 'certain',
  told: 'phone written in national form',
  why: 'Solar Proof keeps Australian numbers in national form: digits only, 0 instead of +61.',
  examples: [
    { before: '+61 (0)491 570 006', after: '0491570006' },
    { before: '0011 61 2 5550 1234', after: '0255501234' },
    { before: '(02) 5550-1234', after: '0255501234' },
    { before: '1300 975 707', after: '1300975707' },
    { before: '+61 1300 975 707', after: '1300975707' },
    { before: '0491570006.0', after: '0491570006' },
  ],
  mend: (text) => {
    if (text.length > longestPhone) return text;
    const compact = compactPhone(text);
    const [, digits] = withCountry.exec(compact) ?? [];
    const national = digits === undefined ? compact : /^1[38]/.test(digits) ? digits : `0${digits}`;
    return nationalPhone.test(national) ? national : text;
  },
};

/** Gives a number back the zero that a spreadsheet took. */
export const phoneZeroRestored: ValueRule = {
  name: 'PHONE_ZERO_RESTORED',
  sureness: 'certain',
  told: 'phone lost its leading zero, restored',
  why: 'Nine digits from 2, 3, 4, 7 or 8: the leading zero was lost when a spreadsheet took the number for a sum.',
  examples: [
    { before: '491570006', after: '0491570006' },
    { before: '2 5550 1234', after: '0255501234' },
    { before: '491570006.0', after: '0491570006' },
    { before: '491,570,006', after: '0491570006' },
    { before: '4567 1234/5', after: '4567 1234/5' },
  ],
  mend: (text) => {
    if (text.length > longestPhone) return text;
    const compact = compactPhone(text);
    return /^[23478]\d{8}$/.test(compact) ? `0${compact}` : text;
  },
};

/** Writes a number in scientific notation out, where none of its digits is lost. */
export const phoneExponentWrittenOut: ValueRule = {
  name: 'PHONE_EXPONENT_WRITTEN_OUT',
  sureness: 'certain',
  told: 'phone in scientific notation written out',
  why: 'A spreadsheet shows a long number so; here it shows all of its digits.',
  examples: [
    { before: '4.91570006E+08', after: '491570006' },
    { before: '6.1491570006E+10', after: '61491570006' },
    { before: '4.92E+08', after: '4.92E+08' },
  ],
  mend: (text) => {
    const [, whole, fraction = '', exponent] =
      /^(\d{1,3})(?:[.,](\d{1,15}))?E\+?(\d{1,2})$/i.exec(text) ?? [];
    const places = Number(exponent);
    // Fewer digits than places: the others are lost, and a zero in their stead would be made up.
    if (whole === undefined || places === 0 || fraction.length < places) return text;
    return /^0*$/.test(fraction.slice(places)) ? whole + fraction.slice(0, places) : text;
  },
};

/** Writes a valid number of another country in the form of E.164. */
export const phoneForeignForm: ValueRule = {
  name: 'PHONE_FOREIGN_FORM',
  sureness: 'certain',
  told: 'foreign phone written with + and digits only',
  why: 'A valid number of another country is kept with its country code (E.164).',
  examples: [
    { before: '+64 21 123 4567', after: '+64211234567' },
    { before: '0011 64 21 123 4567', after: '+64211234567' },
    { before: '+64 21 123 4567 ask Jo', after: '+64 21 123 4567 ask Jo' },
  ],
  mend: (text) => (text.length > longestPhone ? text : (foreignNumber(text) ?? text)),
};

/** Takes the numbers of a cell apart. */
const phoneSplit: SplitRule = {
  name: 'PHONE_SPLIT',
  sureness: 'certain',
  told: 'one of several phones in a cell taken',
  why: 'The cell holds several numbers; the first two different ones are sent, mobiles first.',
  examples: [
    { before: '0491 570 006 / 02 5550 1234', after: '0491 570 006 | 02 5550 1234' },
    { before: 'h 02 5550 1234 m 0491 570 006', after: 'h 02 5550 1234 | m 0491 570 006' },
    { before: '0491 570 006 0491 570 156', after: '0491 570 006 | 0491 570 156' },
  ],
  split: pieces,
};

/** Rules for phone numbers. */
export const phoneRules: readonly Rule[] = [
  phoneSplit,
  phoneLabelOff,
  phoneExtensionOff,
  phoneExponentWrittenOut,
  phoneNationalForm,
  phoneZeroRestored,
  phoneForeignForm,
  areaCodeFromState,
];
