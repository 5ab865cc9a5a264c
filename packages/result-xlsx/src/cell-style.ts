/** How a cell looks. A structural cut-out of what exceljs understands, so that only `excel-writer.ts` knows it. */
export interface CellStyle {
  readonly numFmt?: string;
  readonly font?: CellFont;
  readonly fill?: { readonly type: 'pattern'; readonly pattern: 'solid'; readonly fgColor: Colour };
  readonly alignment?: {
    readonly horizontal?: 'left' | 'center' | 'right';
    readonly vertical?: 'top' | 'middle' | 'bottom';
    readonly wrapText?: boolean;
    readonly indent?: number;
  };
  readonly border?: { readonly [Side in 'top' | 'bottom' | 'left' | 'right']?: CellLine };
}

/** A typeface, its size in points. */
export interface CellFont {
  readonly name?: string;
  readonly family?: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: Colour;
}

/** A colour, `AARRGGBB`. */
export interface Colour {
  readonly argb: string;
}

/** One edge of a border. */
export interface CellLine {
  readonly style: 'thin' | 'medium';
  readonly color: Colour;
}

/** A cell's fill in one colour, `rrggbb`. */
export function fill(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${rgb}` } };
}

/** The workbook's one typeface in a colour, `rrggbb`; size in points, default 11. */
export function font(rgb: string, { size = 11, bold = false } = {}): CellFont {
  return { name: 'Calibri', family: 2, size, bold, color: { argb: `FF${rgb}` } };
}

/** A thin edge in a colour, `rrggbb`. */
export function edge(rgb: string): CellLine {
  return { style: 'thin', color: { argb: `FF${rgb}` } };
}
