import { withoutInvisible } from '../model/email-key.js';
import type { Normalised } from './customer-field.js';

const plain = /^[!-~]+(?: [!-~]+)*$/;
// Control characters (Cc: tab and line breaks among them) are no part of a name or a number.
const spaceRuns = /[\s\p{Cc}]+/gu;

/** In characters; the vendor names no limit, and no name or company comes near it (docs/solarproof-api.md, What is assumed). */
const longestText = 1_000;

// Half a character (a lone surrogate), what stands for a lost one, and what is none.
const broken = /[\p{Cs}\uFFFD\uFFFE\uFFFF]/u;

/** Whether a text can be sent: not too long, and without broken characters, which JSON could not carry unharmed. */
export function isSendableText(text: string): boolean {
  return text.length <= longestText && isWhole(text);
}

function isWhole(text: string): boolean {
  return plain.test(text) || !broken.test(text);
}

/** One line of text: outer spaces off, runs of white space and line breaks to one space, invisible characters off. */
export function normaliseText(text: string): Normalised {
  const value = oneLine(text);
  if (value.length > longestText) return { value: text, why: 'too-long' };
  if (!isWhole(value)) return { value: text, why: 'broken-characters' };
  return value === text ? { value } : { value, rule: 'TEXT_SPACES' };
}

/** The text on one line, without what cannot be seen. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text;
  return withoutInvisible(text).replace(spaceRuns, ' ').trim();
}
