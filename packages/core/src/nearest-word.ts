import { distance } from 'fastest-levenshtein';

/** How many letters must be put in, taken out or changed to make one text of another (Levenshtein). Cost: the product of their lengths. */
export function editDistance(one: string, other: string): number {
  return distance(one, other);
}

/** The word that was probably meant; `undefined` where none is near. Case does not count. */
export function nearestWord(found: string, words: readonly string[]): string | undefined {
  const text = found.toLowerCase();
  if (text.length > 40) return undefined;
  const edits = words.map((word) => editDistance(text, word.toLowerCase()));
  const least = Math.min(...edits);
  return least <= (text.length < 4 ? 1 : Math.max(2, Math.floor(text.length / 3)))
    ? words[edits.indexOf(least)]
    : undefined;
}
