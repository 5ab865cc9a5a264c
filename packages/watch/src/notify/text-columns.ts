/** Control and format characters, line breaks and halves of pairs: what could move, hide or turn round the text about it. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text on one line, each character of it visible: what is unprintable is shown as `\uFFFD`. */
export function visibleText(text: string): string {
  return text.replace(unprintable, '\uFFFD');
}

/** How many columns a text may take at most: from Hangul on, a character may be two wide. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

const ellipsis = '…';

/** Shortens a text to so many columns, the last of them an ellipsis. */
export function shortenToColumns(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  return `${beginning(text, width - columnsOf(ellipsis))}${ellipsis}`;
}

/** Breaks a text at blanks into lines of at most `width` columns; a longer word is cut. */
export function wrapToColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((word) => piecesOf(word, width))) {
    const last = lines.at(-1);
    if (last === undefined || columnsOf(last) + 1 + columnsOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (let rest = word; ;) {
    const piece = beginning(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length);
    if (rest === '') return pieces;
  }
}

/** As much of a text as so many columns hold; at least one character. */
function beginning(text: string, width: number): string {
  let end = 0;
  let columns = 0;
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width && end > 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function widthOf(character: string): number {
  return (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
}
