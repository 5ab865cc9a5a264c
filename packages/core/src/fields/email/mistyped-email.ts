import type { ValueRule } from '../rule.js';
import { isAddress } from './around-email.js';
import { mistypedDomain } from './mistyped-domain.js';

/** Writes the dot for which a comma was typed. */
export const emailDotForComma: ValueRule = {
  name: 'EMAIL_DOT_FOR_COMMA',
  sureness: 'likely',
  told: 'comma in the e-mail written as a dot',
  why: 'The keys are beside each other, and an address has no comma.',
  examples: [
    { before: 'jo@example,com', after: 'jo@example.com' },
    { before: 'jo@example.com,au', after: 'jo@example.com.au' },
    { before: 'jo@example.com,ann', after: 'jo@example.com,ann' },
  ],
  mend: (text) => {
    if (!text.includes(',')) return text;
    const mended = text.replace(/ ?, ?(?=(?:com|net|org|edu|gov|asn|id|on|au|nz)(?:[.,]|$))/gi, '.');
    return isAddress(mended) ? mended : text;
  },
};

/** Writes the domain that was meant. */
export const emailDomainMended: ValueRule = {
  name: 'EMAIL_DOMAIN_MENDED',
  sureness: 'likely',
  told: 'mistyped domain of the e-mail written as the known one',
  why: 'The domain is one slip of the keys from that of a large provider, or has an ending that no domain has.',
  examples: [
    { before: 'jo@gmial.com', after: 'jo@gmail.com' },
    { before: 'jo@hotmail.con', after: 'jo@hotmail.com' },
    { before: 'jo@example.comau', after: 'jo@example.com.au' },
    { before: 'jo@bigpond.com', after: 'jo@bigpond.com' },
  ],
  mend: (text) => {
    const at = text.lastIndexOf('@');
    const meant = at < 1 || text.length > 254 ? undefined : mistypedDomain(text.slice(at + 1).toLowerCase());
    return meant === undefined ? text : text.slice(0, at + 1) + meant;
  },
};
