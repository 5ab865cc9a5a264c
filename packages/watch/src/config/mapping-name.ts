/** Whether a mapping is named by its file; else it goes by the name under which it was saved. */
export function isMappingFile(mapping: string): boolean {
  return /\.ya?ml$/i.test(mapping) || /[/\\]/.test(mapping);
}
