import { distance } from 'fastest-levenshtein';

/** How many letters must be put in, taken out or changed to make one text of another (Levenshtein). Cost: the product of their lengths. */
export function editDistance(one: string, other: string): number {
  return distance(one, other);
}

/** The word that was probably meant; `undefined` where none is near. Case does not count. */
function nearestWord(found: string, words: readonly string[]): string | undefined {
  const text = found.toLowerCase();
  if (text.length > 40) return undefined;
  const edits = words.map((word) => editDistance(text, word.toLowerCase()));
  const least = Math.min(...edits);
  return least <= (text.length < 4 ? 1 : Math.max(2, Math.floor(text.length / 3)))
    ? words[edits.indexOf(least)]
    : undefined;
}

/** `, did you mean "columns"?`, to put behind a word that is not known; nothing where no known word is near. */
export function didYouMean(found: string, words: readonly string[]): string {
  const word = nearestWord(found, words);
  return word === undefined ? '' : `, did you mean "${word}"?`;
}
