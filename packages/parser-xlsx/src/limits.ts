/** What a workbook may be at most. Reading streams; sizes that a file declares are never believed, but counted. */
export const limits = {
  parts: 2_000,
  /** How many times its packed size a part may be, once it is over `expansionFreeBytes`; real ones reach 121. */
  expansion: 200,
  expansionFreeBytes: 1_048_576,
  /** The same for shared texts, which are held: each stands there once, so they expand far less than a sheet. */
  sharedStringExpansion: 50,
  sharedStringExpansionFreeBytes: 16_777_216,
  sharedStringBytes: 536_870_912,
  /** Unpacked size of a part that describes the workbook: its sheets, relationships or styles. */
  descriptionBytes: 33_554_432,
  sheets: 2_000,
  relationships: 10_000,
  /** Cell styles: Excel has 65,490. */
  styles: 65_536,
  numberFormats: 8_192,
  /** Of a number format; a longer one changes nothing. Excel takes 255. */
  formatCodeCharacters: 255,
  xmlDepth: 32,
  /** Characters of one text node, comment or other piece of XML. */
  xmlTextCharacters: 1_048_576,
  attributeCharacters: 8_192,
  attributes: 256,
  rows: 1_048_576,
  columns: 16_384,
  /**
   * Blank cells that have a value to the right of them, of all rows: so many for each value, beyond the free ones. They cost
   * time and memory, and nothing in the file.
   */
  gapsForEachValue: 256,
  gapsFree: 1_000_000,
  mergedRanges: 200_000,
  /** Merged ranges that one row goes through. */
  mergedRangesAbreast: 1_024,
  /** Blank cells below the value of a merge over several rows, of all rows: so many for each row, beyond the free ones. */
  mergedDownForEachRow: 16,
  mergedDownFree: 1_000_000,
  /** Characters of XML that are read of all sheets that are left out, to count their rows. */
  leftOutCharacters: 16_777_216,
  /** Rows that are not blank, and characters of XML, by which a sheet is judged. */
  previewRows: 50,
  previewCharacters: 4_194_304,
  /** Cells with a link to an e-mail address; of more, the others have none. */
  links: 100_000,
  /** Rows out of order that are held at once, to be sorted. */
  rowsToSort: 50_000,
} as const;
