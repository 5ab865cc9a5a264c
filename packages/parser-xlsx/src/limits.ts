/** What a workbook may be at most. Reading streams; sizes that a file declares are never believed, but counted. */
export const limits = {
  parts: 2_000,
  /** How many times its packed size a part may be, once it is over `expansionFreeBytes`; real ones reach 121. */
  expansion: 200,
  expansionFreeBytes: 1_048_576,
  xmlDepth: 32,
  /** Characters of one text node, comment or other piece of XML. */
  xmlTextCharacters: 1_048_576,
  attributeCharacters: 8_192,
  attributes: 256,
  rows: 1_048_576,
  columns: 16_384,
  sharedStringBytes: 536_870_912,
} as const;
