/** Whether a text names another file for each file's name, in the same folder: `{name}.ready`. */
export function isMarkerPattern(text: string): boolean {
  return /^[^/\\]*\{name\}[^/\\]*$/.test(text) && text !== '{name}';
}
