/**
 * How many line breaks a text has: LF, CR, or both together.
 * @param isAfterReturn the text goes on behind a CR, which was counted: an LF at its start is the other half of it
 */
export function lineBreaksIn(text: string, isAfterReturn = false): number {
  let count = isAfterReturn && text.startsWith('\n') ? -1 : 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] !== '\n') count += 1;
  }
  return count;
}
