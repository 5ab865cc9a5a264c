import type { ValueRule } from '../rule.js';
import { aroundEmail, isAddress } from './around-email.js';

interface Several {
  /** Each once, in their order. */
  readonly addresses: readonly string[];
  /** There is more in the cell than these: what may be a broken address, or words. */
  readonly hasMore: boolean;
}

// The # is that of a link as Access exports it: jo@example.com#mailto:jo@example.com#
const separator = /[;,|#/]|:::|\s(?:or|and|&)\s/i;

/** The addresses in a cell of several; `undefined` where it has one at most, or none that is whole. */
export function severalEmails(text: string): Several | undefined {
  if (text.indexOf('@') === text.lastIndexOf('@')) return undefined;
  const byKey = new Map<string, string>();
  let hasMore = false;
  for (const piece of text.split(separator).flatMap(withoutSpaces)) {
    if (isAddress(piece)) byKey.set(piece.toLowerCase(), byKey.get(piece.toLowerCase()) ?? piece);
    else if (piece !== '') hasMore = true;
  }
  const addresses = [...byKey.values()];
  return addresses.length === 0 ? undefined : { addresses, hasMore };
}

/** A piece as an address; where several stand in it beside each other, each of them. */
function withoutSpaces(piece: string): readonly string[] {
  const found = tidied(piece.trim());
  const isOne = isAddress(found) || found.indexOf('@') === found.lastIndexOf('@');
  return isOne ? [found] : found.split(' ').map(tidied);
}

function tidied(text: string): string {
  const mended = aroundEmail.reduce((found, rule) => rule.mend(found), text);
  return mended === text ? text : tidied(mended);
}

/** Takes an address once that stands in a cell twice. */
export const emailRepeatedOnce: ValueRule = {
  name: 'EMAIL_REPEATED_ONCE',
  sureness: 'certain',
  told: 'e-mail stands there twice, sent once',
  why: 'The same address stands in the cell more than once, and nothing else.',
  examples: [
    { before: 'jo@example.com; jo@example.com', after: 'jo@example.com' },
    { before: 'jo@example.com#mailto:jo@example.com#', after: 'jo@example.com' },
    { before: 'jo@example.com; jo@example', after: 'jo@example.com; jo@example' },
  ],
  mend: (text) => {
    const { addresses: [first, second] = [], hasMore } = severalEmails(text) ?? { hasMore: true };
    return first === undefined || second !== undefined || hasMore ? text : first;
  },
};

/** Takes the first of several addresses. */
export const emailFirstOfSeveral: ValueRule = {
  name: 'EMAIL_FIRST_OF_SEVERAL',
  sureness: 'likely',
  told: 'first of several e-mails taken',
  why: 'Solar Proof keeps one address of a customer, and the first is mostly the one that is used.',
  examples: [
    { before: 'jo@example.com; jo@example.org', after: 'jo@example.com' },
    { before: 'Jo <jo@example.com> or Al <al@example.com>', after: 'jo@example.com' },
  ],
  mend: (text) => severalEmails(text)?.addresses[0] ?? text,
};
