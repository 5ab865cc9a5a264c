import fc from 'fast-check';
import { putValues, type PutValue } from './put-value.js';
import { dressings, type Dressing } from './odd-xml.js';

/** A cell as it is put in: a value, perhaps the result of a formula; a formula without result; or nothing. */
export type PutCell =
  | { readonly kind: 'value'; readonly value: PutValue; readonly formula?: string | undefined }
  | { readonly kind: 'not-calculated'; readonly formula: string; readonly emptyValue: boolean }
  | { readonly kind: 'blank'; readonly how: (typeof blankWays)[number] };

/** How nothing is written. */
export const blankWays = ['missing', 'styled', 'empty value', 'no text', 'empty text'] as const;

/** How a part stands in the ZIP. */
export interface OddEntry {
  readonly stored: boolean;
  readonly descriptor: 'signed' | 'unsigned' | undefined;
  readonly zip64: boolean;
  readonly name: 'as referred to' | 'backslashed' | 'upper case' | 'with a slash before';
  readonly extra: boolean;
}

/** Where merged cells are: rows and columns of the table, from 0. */
export interface PutMerge {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** All that is odd about a workbook beside its cells. None of it changes what is read. */
export interface Oddities {
  /** By the part's number: package, workbook, its relationships, sheet, texts, styles. */
  readonly dressings: readonly Dressing[];
  readonly entries: readonly OddEntry[];
  /** By these numbers the parts are sorted in the ZIP. */
  readonly order: readonly number[];
  readonly strict: boolean;
  readonly date1904: boolean;
  readonly targets: 'relative' | 'absolute' | 'dotted' | 'backslashed' | 'lower case';
  readonly references: 'always' | 'where needed' | 'now and then';
  /** By these numbers rows and cells are sorted in the sheet, where all of them have references. */
  readonly shuffle: readonly number[];
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly dimension: string | undefined;
  readonly isSurrounded: boolean;
  readonly hasExtensions: boolean;
  readonly isPlainRow: boolean;
  /** Sheets that stand before the one that is read. */
  readonly sheetsBefore: readonly ('hidden' | 'veryHidden' | 'chart')[];
  readonly hasSheetAfter: boolean;
  readonly sharedStrings: 'once each' | 'one for each cell' | 'with others that are not used';
  readonly zip64End: boolean;
  readonly zipComment: string;
}

const formulas = fc.constantFrom('A1&"x"', '1+1', '', 'IF(A1<2,"_x0041_",NA())', "'Other & sheet'!B2");

/** Any cell. */
export const putCells: fc.Arbitrary<PutCell> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('blank' as const), how: fc.constantFrom(...blankWays) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('value' as const),
      value: putValues,
      formula: fc.option(formulas, { nil: undefined, freq: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('not-calculated' as const),
      formula: formulas,
      emptyValue: fc.boolean(),
    }),
  },
);

/** Places that may be merged; those that lap over others are left out when the workbook is made. */
export const putMerges: fc.Arbitrary<readonly PutMerge[]> = fc.array(
  fc
    .record({
      top: fc.nat(4),
      left: fc.nat(4),
      height: fc.integer({ min: 1, max: 3 }),
      width: fc.integer({ min: 1, max: 3 }),
    })
    .filter(({ height, width }) => height * width > 1),
  { maxLength: 3 },
);

const entries: fc.Arbitrary<OddEntry> = fc.record({
  stored: fc.boolean(),
  descriptor: fc.constantFrom(undefined, 'signed' as const, 'unsigned' as const),
  zip64: fc.boolean(),
  name: fc.constantFrom(
    'as referred to' as const,
    'backslashed' as const,
    'upper case' as const,
    'with a slash before' as const,
  ),
  extra: fc.boolean(),
});

/** The parts of a workbook that are dressed by a number each. */
export const partNumbers = {
  package: 0,
  workbook: 1,
  relationships: 2,
  sheet: 3,
  texts: 4,
  styles: 5,
} as const;

const parts = { minLength: 6, maxLength: 6 };

/** Any mixture of oddities; shrinks towards a workbook that has none. */
export const oddities: fc.Arbitrary<Oddities> = fc.record({
  dressings: fc.array(dressings, parts),
  entries: fc.array(entries, parts),
  order: fc.oneof(fc.constant([0, 0, 0, 0, 0, 0]), fc.array(fc.nat(9), parts)),
  strict: fc.boolean(),
  date1904: fc.boolean(),
  targets: fc.constantFrom('relative', 'absolute', 'dotted', 'backslashed', 'lower case'),
  references: fc.constantFrom('always', 'where needed', 'now and then'),
  shuffle: fc.oneof(fc.constant([]), fc.array(fc.nat(9), { minLength: 1, maxLength: 7 })),
  firstRow: fc.constantFrom(0, 0, 3, 1_048_565),
  firstColumn: fc.constantFrom(0, 0, 25, 700),
  dimension: fc.option(fc.constantFrom('A1', 'A1:XFD1048576', 'nonsense', '', 'B2:A1'), { nil: undefined }),
  isSurrounded: fc.boolean(),
  hasExtensions: fc.boolean(),
  isPlainRow: fc.constantFrom(true, false),
  sheetsBefore: fc.array(fc.constantFrom('hidden' as const, 'veryHidden' as const, 'chart' as const), {
    maxLength: 2,
  }),
  hasSheetAfter: fc.boolean(),
  sharedStrings: fc.constantFrom('once each', 'one for each cell', 'with others that are not used'),
  zip64End: fc.boolean(),
  zipComment: fc.constantFrom('', 'made by hand'),
});
