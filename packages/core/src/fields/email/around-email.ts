import type { ValueRule } from '../rule.js';

/** What the schema takes as an address; a rule that takes something off may only leave one of these. */
const address = /^[\w'+-]+(?:\.[\w'+-]+)*@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i;

/** Says whether a text is one address and nothing more. */
export function isAddress(text: string): boolean {
  return address.test(text);
}

/** Takes off what marks a text as the address of a link. */
const emailMailtoOff: ValueRule = {
  name: 'EMAIL_MAILTO_OFF',
  sureness: 'certain',
  told: 'sign of a link before the e-mail taken off',
  why: 'A link begins with "mailto:" (RFC 6068), an exported mailbox with "SMTP:"; the address follows it.',
  examples: [
    { before: 'mailto:jo@example.com', after: 'jo@example.com' },
    { before: 'mailto:jo@example.com?subject=Solar', after: 'jo@example.com' },
    { before: 'Email: jo@example.com', after: 'jo@example.com' },
  ],
  mend: (text) => {
    const [sign = ''] = /^(?:(?:mailto|e-?mail|smtp) ?: ?)+/i.exec(text) ?? [];
    if (sign === '') return text;
    const [linked = ''] = text.slice(sign.length).split('?', 1);
    return linked.includes('@') ? linked.trim() : text;
  },
};

/** Takes an address out of the brackets behind a name. */
const emailAddressOfName: ValueRule = {
  name: 'EMAIL_ADDRESS_OF_NAME',
  sureness: 'certain',
  told: 'e-mail taken out of a name with its address',
  why: 'Mail programs write an address behind a name, in brackets (RFC 5322, 3.4).',
  examples: [
    { before: 'Jo Lee <jo@example.com>', after: 'jo@example.com' },
    { before: '"Lee, Jo" <jo@example.com>', after: 'jo@example.com' },
    { before: 'Jo Lee (jo@example.com)', after: 'jo@example.com' },
    { before: '<jo@example.com>', after: 'jo@example.com' },
    { before: 'ann@example.com <jo@example.com>', after: 'ann@example.com <jo@example.com>' },
  ],
  mend: (text) => {
    const [, name = '', inside] =
      /^([^<>]*)<([^<>]*)>[\s,;.]*$/.exec(text) ?? /^([^()]*[^\s()])\s?\(([^()]*)\)$/.exec(text) ?? [];
    if (inside === undefined) return text;
    const found = bare(inside);
    const isOther = name.includes('@') && bare(name).toLowerCase() !== found.toLowerCase();
    return isOther || !isAddress(found) ? text : inside.trim();
  },
};

const edge = ' \'"`“”‘’´()[]{}<>.,;:';

/** Takes off punctuation that an address cannot begin or end with, and spaces around its @ and the dots of its ending. */
const emailPunctuationOff: ValueRule = {
  name: 'EMAIL_PUNCTUATION_OFF',
  sureness: 'certain',
  told: 'punctuation and spaces around the e-mail taken off',
  why: 'Quotes, brackets, full stops and spaces at the ends or around the @ are no part of an address.',
  examples: [
    { before: 'jo@example.com.', after: 'jo@example.com' },
    { before: '(jo@example.com)', after: 'jo@example.com' },
    { before: "'jo@example.com'", after: 'jo@example.com' },
    { before: 'jo @ example.com', after: 'jo@example.com' },
    { before: 'jo@example. com .au', after: 'jo@example.com.au' },
    { before: 'Jo jo@example.com', after: 'Jo jo@example.com' },
  ],
  mend: (text) => {
    const between = text.slice(startOf(text), endOf(text));
    const mended = between
      .replace(/ ?@ ?/, '@')
      .replace(/ ?\. ?(?=(?:com|net|org|edu|gov|au|nz)(?:[ .]|$))/gi, '.');
    return isAddress(mended) ? mended : text;
  },
};

function startOf(text: string): number {
  let at = 0;
  while (at < text.length && edge.includes(text.charAt(at))) at += 1;
  return at;
}

function endOf(text: string): number {
  let at = text.length;
  while (at > 0 && edge.includes(text.charAt(at - 1))) at -= 1;
  return at;
}

/** The rules that take off what stands around one address. One may have to follow another: `<mailto:jo@example.com>`. */
export const aroundEmail: readonly ValueRule[] = [emailMailtoOff, emailAddressOfName, emailPunctuationOff];

function bare(text: string): string {
  return emailPunctuationOff.mend(emailMailtoOff.mend(emailPunctuationOff.mend(text.trim())));
}
