import { withoutInvisible } from '../model/email-key.js';
import type { Normalised } from './customer-field.js';

const plain = /^[!-~]+(?: [!-~]+)*$/;
// Control characters (Cc: tab and line breaks among them) are no part of a name or a number.
const spaceRuns = /[\s\p{Cc}]+/gu;

/** One line of text: outer spaces off, runs of white space and line breaks to one space, invisible characters off. */
export function normaliseText(text: string): Normalised {
  const value = oneLine(text);
  return value === text ? { value } : { value, rule: 'TEXT_SPACES' };
}

/** The text on one line, without what cannot be seen. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text;
  return withoutInvisible(text).replace(spaceRuns, ' ').trim();
}
