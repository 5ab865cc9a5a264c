import { oneLine } from './normalise-text.js';
import type { Normalised } from './customer-field.js';

/** A phone number in Australia's national form: ten digits from 02 03 04 05 07 08, 13 + four digits, 1300/1800 + six. */
export const nationalPhone = /^(?:0[234578]\d{8}|13\d{4}|1[38]00\d{6})$/;

const separators = /[\s().\-\u2010-\u2015/]/g;
const shapedByExcel = /^\d(?:[.,]\d+)?E\+?\d+$/i;

/**
 * Brings an Australian number to the national form in which the API's own examples are written (`0412345678`,
 * `1300123456`; docs/solarproof-api.md, Create). Certain mends only: separators off, `+61`, `61`, `0061` and `0011 61`
 * to 0, and the zero back that a number cell took from nine digits.
 */
export function normalisePhone(text: string): Normalised {
  const written = oneLine(text);
  if (written === '') return { value: '' };
  if (shapedByExcel.test(written)) return { value: written, why: 'precision-lost' };
  const compact = written.replace(separators, '');
  const national = nationalFrom(compact);
  if (!nationalPhone.test(national)) return { value: written, why: whyNot(compact, national) };
  if (national === text) return { value: national };
  return {
    value: national,
    rule: national === `0${compact}` ? 'PHONE_ZERO_RESTORED' : 'PHONE_NATIONAL_FORM',
  };
}

function nationalFrom(compact: string): string {
  const abroad = /^(?:\+61|0061|001161|61(?=\d{9}$))0?(\d+)$/.exec(compact);
  if (abroad?.[1]) return /^1[38]/.test(abroad[1]) ? abroad[1] : `0${abroad[1]}`;
  return /^[23478]\d{8}$/.test(compact) ? `0${compact}` : compact;
}

function whyNot(compact: string, national: string): string {
  if (!/^\+?\d+$/.test(compact)) return 'not-a-number';
  if (compact.startsWith('+')) return 'not-australian';
  if (national.length < 10) return 'too-few-digits';
  return national.length > 10 ? 'too-many-digits' : 'unknown-prefix';
}
