import { looksLikeCompany } from '../fields/name/looks-like-company.js';

/** What is longer is no name either, but nothing that this file knows. */
const longest = 500;

/** A note has one cell, or a second with what the first announces: "Exported on", "3/11/2026". */
const mostCells = 2;

const made =
  '(?:exported|printed|generated|prepared|produced|created|extracted|downloaded|compiled|updated|modified|saved|refreshed|run)';
const counted = '(?:customers?|rows?|records?|contacts?|clients?|leads?|entries|items|results)';

const notes: readonly RegExp[] = [
  // Exported 3/11/2026 by Kim · Report generated on · Last updated: Monday
  new RegExp(
    `^(?:(?:report|list|data|file) )?(?:was )?(?:last )?${made}(?: ?:| (?:on|by|at|from|via|using)(?: |$)| \\d)`,
    'i',
  ),
  /^last (?:updated?|modified|saved|refreshed|changed)$/i,
  // The day on which a report was made, alone in its row.
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d{1,2}\.? \p{L}{3,9},? \d{4}(?: |$)/iu,
  /^page \d{1,6}(?: ?(?:of|\/) ?\d{1,6})?$/i,
  /^notes?(?: ?:| [-–—] )/i,
  // Without a colon they are somebody's initials.
  /^(?:NB|N\.B\.)(?: ?:| [-–—] )/i,
  // A star before a name marks a customer.
  /^\*{1,3} ?(?:[=:]|\S+ \S+ \S)/,
  /^[-=*_~. ]{0,40}end of (?:the )?(?:list|report|file|data|sheet|page|export|table)[-=*_~. ]{0,40}$/i,
  /^(?:current |correct )?as (?:at|of) \S/i,
  /^as at$/i,
  /^(?:strictly |private (?:and|&) |commercial[- ]in[- ])?confiden(?:tial|ce)(?![\p{L}\p{N}])/iu,
  /^©|^\(c\) ?\d{4}|^copyright(?:$|[ :,])/i,
  new RegExp(
    `^\\(?\\d[\\d, ]{0,12}${counted}(?: (?:in total|total|found|exported|listed|selected|shown))?\\)?\\.?$`,
    'i',
  ),
  new RegExp(`^(?:no\\.? of |number of )?${counted}(?: count)? ?[:=] ?\\d[\\d,]{0,12}$`, 'i'),
];

const rule = /^[-=_*~.+|–—─━═ ]{3,}$/;

/** Whether a row's filled cells, none of which holds a way to reach somebody, are a note to the reader. */
export function isNote(texts: readonly string[], startsInFirstColumn: boolean): boolean {
  const [first] = texts;
  if (first === undefined || first.length > longest) return false;
  if (rule.test(first)) return texts.every((text) => rule.test(text));
  if (texts.length > mostCells) return false;
  if (notes.some((note) => note.test(first))) return true;
  return texts.length === 1 && startsInFirstColumn && isSentence(first);
}

const fewestWords = 6;
const sentenceWord =
  /(?:^| )(?:is|are|was|were|been|has|have|must|should|please|not|this|these|excludes?|includes?|contains?|refer)(?=$|[ .,;:!])/i;
const sentenceEnd = /\p{L}{4}[.!?]$/u;

/** A name can have six words too ("The Trustee for the Smith Family Trust"), so it takes what a name has not. */
function isSentence(text: string): boolean {
  if (text.split(' ', fewestWords).length < fewestWords) return false;
  return (sentenceWord.test(text) || sentenceEnd.test(text)) && !looksLikeCompany(text);
}
