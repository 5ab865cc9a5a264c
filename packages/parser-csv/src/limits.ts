/** What a CSV may be at most. Reading streams; these keep one row, or one broken quote, from filling the memory. */
export const limits = {
  /** Characters of one row, its quoted line breaks included. */
  rowCharacters: 1_048_576,
  /** As many as a spreadsheet has. */
  columns: 16_384,
  /** Characters, and rows among them, that the delimiter and the usual shape of a row are learnt from. */
  sampleCharacters: 262_144,
  sampleRows: 200,
  /** Bytes from the start that are looked at to tell text from something else. */
  headBytes: 4_096,
} as const;
