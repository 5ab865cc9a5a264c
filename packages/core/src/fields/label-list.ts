/** Labels that are written in a text, with ` | ` between them. */
export function labels(text: string): readonly string[] {
  return text
    .split('|')
    .map((label) => label.trim())
    .filter((label) => label !== '');
}
