/** Whether a text names another file for each file's name, in the same folder, that is no list itself: `{name}.ready`. */
export function isMarkerPattern(text: string): boolean {
  const [, ...rest] = text.split('{name}');
  if (rest.length !== 1 || text === '{name}' || /[/\\]/.test(text)) return false;
  // Every list would be a marker, and none would ever be taken.
  return !/\.(?:csv|tsv|txt|xls[xmb]?|ods)$/i.test(rest[0] ?? '');
}
