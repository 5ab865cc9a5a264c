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

/** One line of text: outer spaces off, runs of white space and line breaks to one space, invisible characters off, accents joined. */
export function normaliseText(text: string): Normalised {
  if (text.length <= longestText && plain.test(text)) return { value: text };
  const line = oneLine(text);
  if (line.length > longestText) return { value: line, why: 'too-long' };
  if (!isWhole(line)) return { value: line, why: 'broken-characters' };
  const value = line.normalize('NFC');
  if (value.length > longestText) return { value: line, why: 'too-long' };
  const steps = [
    ...(line === text ? [] : [{ rule: 'TEXT_SPACES', after: line }]),
    ...(value === line ? [] : [{ rule: 'TEXT_NFC', after: value }]),
  ];
  return steps.length === 0 ? { value } : { value, steps };
}

/** The text on one line, without what cannot be seen. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text;
  return withoutInvisible(text).replace(spaceRuns, ' ').trim();
}
