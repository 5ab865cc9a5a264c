const colour = /^\[[\d;]*m/;

/**
 * Text that a terminal only shows. Line breaks, tabs and colours stay; any other control character goes, since a list, a
 * file's name or a server's words may hold what moves the cursor or clears the screen.
 */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character, at: number) => {
    const stays =
      character === '\n' ||
      character === '\t' ||
      (character === '\u001B' && colour.test(text.slice(at + 1, at + 12)));
    return stays ? character : '';
  });
}
