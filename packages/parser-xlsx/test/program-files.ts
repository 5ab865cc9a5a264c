// What is expected of each file in files/: the table of make-files/table.json, but for what its program cannot write or
// writes otherwise, each with its reason.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A case of the table: a key in column A, in column B what stands behind it. */
export interface Case {
  readonly key: string;
  readonly row: number;
  readonly kind: string;
  readonly format?: string;
  readonly error?: string;
  readonly under?: string;
  /** What a person sees, as we give it. */
  readonly shows: string;
  /** The same where day 0 is 1 January 1904. */
  readonly shows1904?: string;
}

/** What a file has of the table. */
export interface ProgramFile {
  readonly sheet: string;
  /** The sheet has to be asked for: the program cannot hide the one before it. */
  readonly asked?: boolean;
  readonly header?: readonly string[];
  readonly system?: 1904;
  /** What the notice says of the other sheets. */
  readonly others?: string;
  /** Keys of what the program cannot write. */
  readonly omits: readonly string[];
  /** What the program makes of a case, by key. */
  readonly differs: ReadonlyMap<string, string>;
}

const table = fileURLToPath(new URL('make-files/table.json', import.meta.url));

/** The table's rows, with their numbers. */
export const cases: readonly Case[] = (JSON.parse(readFileSync(table, 'utf8')) as readonly (Case | null)[])
  .map((found, index) => (found === null ? undefined : { ...found, row: index + 2 }))
  .filter((found) => found !== undefined);

/** Stands for: the program does not calculate. */
export const notCalculated = 'not calculated';

const sheet = 'Tom\'s "A" & B 🙂';
const plainHeader = ['First Name', 'Surname', 'Email', 'Mobile'];
const errors = ['error-not-available', 'error-reference', 'error-division', 'error-name'];
const layout = ['rich-text', 'merged', 'merged-over-value', 'link', 'comment', 'blank-styled', 'hidden-row'];
const formats = cases
  .filter(({ kind, format }) => kind !== 'formula' && format !== undefined)
  .map(({ key }) => key);
const formulas = cases.filter(({ kind }) => kind === 'formula').map(({ key }) => key);
const onlyFormulasCopied = ['formula-as-text', 'formula-uncalculated'];
const openpyxl = ['control-character', 'rich-text', 'formula-array', 'merged-over-value'];

// It writes numbers with 16 digits where a double needs 17 to be the same again.
const sixteenDigits = {
  tenths: '0.3',
  'near-sextillion': '123456789012345700000',
  'seventeen-digits': '12345678901234570',
};
// The same with 15 digits.
const fifteenDigits = {
  tenths: '0.3',
  third: '0.333333333333333',
  'near-sextillion': '123456789012346000000',
  'seventeen-digits': '12345678901234600',
};
// It writes what looks like an escape as it is, and so it is one: Excel shows a line break.
const unescaped = { 'escape-as-text': 'a\rb' };
// It writes the character itself, which is a line feed to every reader of XML.
const bareReturn = { 'carriage-return': 'a\nb' };
const dropsControl = { 'control-character': 'ab' };
const replacesControl = { 'control-character': 'a\uFFFDb' };
const calculatesNothing = Object.fromEntries(formulas.map((key) => [key, notCalculated]));
// It writes an empty result as `<v></v>` without a type, which says no more than no result.
const emptyResultUntyped = { 'formula-empty': notCalculated };

function file(
  omits: readonly string[],
  differs: Readonly<Record<string, string>> = {},
  more: Partial<ProgramFile> = {},
): ProgramFile {
  return { sheet, omits, differs: new Map(Object.entries(differs)), ...more };
}

const openpyxlDiffers = { ...unescaped, ...sixteenDigits, ...calculatesNothing };
const xlsxwriter = { ...sixteenDigits, ...emptyResultUntyped };
const exceljs = { ...bareReturn, ...unescaped, ...dropsControl };
const npm = { ...bareReturn, ...unescaped, ...calculatesNothing };
const hidden = 'Lists (hidden), 1 row; Deep (hidden), 1 row; Notes, 1 row';
const hiddenEmpty = 'Lists (hidden), empty; Deep (hidden), empty; Notes, 1 row';
const imitation = { others: 'Lists (hidden), empty; Deep (hidden), empty; Notes, empty' };

/** The files with the table, by name. */
export const programFiles: ReadonlyMap<string, ProgramFile> = new Map(
  Object.entries({
    'better-xlsx.xlsx': file(
      [...errors, ...layout, 'control-character', 'prototype', 'formula-array'],
      { ...unescaped, ...calculatesNothing },
      {
        sheet: 'Customers',
        header: plainHeader,
      },
    ),
    'excel-builder.xlsx': file(
      [...errors, ...layout, 'control-character', 'prototype', 'formula-array'],
      npm,
      { sheet: 'Customers', header: plainHeader },
    ),
    'excel-writer-xlsx.xlsx': file(
      ['formula-uncalculated'],
      // Perl takes the seventeen digits for a whole number and writes all of them.
      { ...fifteenDigits, 'seventeen-digits': '12345678901234568', ...emptyResultUntyped },
      { others: 'Lists (hidden), empty; Notes, 1 row' },
    ),
    'excel4node.xlsx': file(
      [...errors, 'control-character', 'formula-array', 'merged-over-value'],
      { ...unescaped, ...calculatesNothing },
      { others: 'Lists (hidden), 1 row; Notes, 1 row' },
    ),
    'excelize.xlsx': file(
      [],
      {
        ...unescaped,
        ...replacesControl,
        ...calculatesNothing,
        // Errors can only be had as formulas, which it does not calculate.
        ...Object.fromEntries(errors.map((key) => [key, notCalculated])),
        // It clears what it merges.
        'merged-over-value': 'top left',
      },
      { others: 'Lists (hidden), 1 row; Deep (hidden), empty; Notes, 1 row' },
    ),
    'exceljs.xlsx': file(['merged-over-value'], exceljs, { others: hidden.replace(/1 row$/, '3 rows') }),
    'exceljs-streaming-inline.xlsx': file(['merged-over-value', 'link', 'comment'], exceljs, {
      others: hidden,
    }),
    'exceljs-streaming-shared.xlsx': file(['merged-over-value', 'link', 'comment'], exceljs, {
      others: hidden,
    }),
    'gnumeric.xlsx': file(onlyFormulasCopied, sixteenDigits, {
      asked: true,
      others: 'Lists, empty; Deep, empty; Notes, 1 row; Chart, empty',
    }),
    'imitation-closedxml.xlsx': file([], {}, imitation),
    'imitation-excel.xlsx': file([], {}, imitation),
    'imitation-excel-strict.xlsx': file([], {}, imitation),
    'imitation-google-sheets.xlsx': file([], {}, imitation),
    'imitation-open-xml-sdk.xlsx': file([], {}, imitation),
    'imitation-phpspreadsheet.xlsx': file([], {}, imitation),
    'imitation-poi-streaming.xlsx': file([], {}, imitation),
    'libreoffice.xlsx': file(onlyFormulasCopied, fifteenDigits, { others: `${hiddenEmpty}; Chart, empty` }),
    'libreoffice-1904.xlsx': file(
      openpyxl,
      // LibreOffice calculates what openpyxl left out.
      { ...unescaped, ...fifteenDigits, 'formula-uncalculated': '4' },
      { system: 1904, others: 'Lists (hidden), 1 row; Deep (hidden), 1 row; Notes, 2 rows; Chart, empty' },
    ),
    'libreoffice-open-xml.xlsx': file(onlyFormulasCopied, fifteenDigits, {
      others: `${hiddenEmpty}; Chart, empty`,
    }),
    'libxlsxwriter.xlsx': file(
      [...errors, ...onlyFormulasCopied, 'formula-boolean'],
      // A result of a formula is a number or text to it: the error is the text.
      { ...unescaped, ...sixteenDigits, 'formula-error': '#DIV/0!' },
      { others: 'Lists (hidden), empty; Notes, 1 row' },
    ),
    'openpyxl.xlsx': file(openpyxl, openpyxlDiffers, { others: hidden.replace(/1 row$/, '2 rows') }),
    'openpyxl-1904.xlsx': file(openpyxl, openpyxlDiffers, {
      system: 1904,
      others: hidden.replace(/1 row$/, '2 rows'),
    }),
    'openpyxl-write-only.xlsx': file([...openpyxl, 'merged', 'link', 'comment'], openpyxlDiffers, {
      others: hidden,
    }),
    'openxlsx.xlsx': file(
      [
        ...errors,
        ...onlyFormulasCopied,
        'control-character',
        'rich-text',
        'formula-empty',
        'formula-array',
        'link',
        'merged-over-value',
      ],
      { ...npm, tenths: '0.3', third: '0.333333333333333' },
      { others: 'Lists (hidden), empty; Deep (hidden), empty; Notes, 2 rows' },
    ),
    'sheetjs.xlsx': file(['rich-text', 'formula-uncalculated'], unescaped, { others: hidden }),
    'sheetjs-stored.xlsx': file(['rich-text', 'formula-uncalculated'], unescaped, { others: hidden }),
    'tealeg.xlsx': file(
      [
        ...errors,
        ...onlyFormulasCopied,
        'rich-text',
        'formula-empty',
        'formula-array',
        'merged-over-value',
        'link',
        'comment',
        'hidden-row',
      ],
      { ...unescaped, ...replacesControl, ...calculatesNothing },
      { asked: true, others: 'Lists, 1 row' },
    ),
    'write-excel-file.xlsx': file(
      [...errors, ...layout, 'formula-as-text', 'prototype', 'formula-array'],
      { ...npm, ...dropsControl },
      { sheet: 'Customers', header: plainHeader },
    ),
    'xlsx-populate.xlsx': file([...errors, 'control-character', 'comment', 'formula-array'], npm, {
      others: hidden,
    }),
    'xlsx-write-stream.xlsx': file(
      [
        ...errors,
        ...layout,
        ...formulas,
        ...formats.filter((key) => !key.endsWith('native')),
        'true',
        'false',
        'control-character',
      ],
      {
        ...bareReturn,
        ...unescaped,
        // It drops half of what UTF-16 needs two units for, and gives dates no format.
        emoji: '名前 \u200D\u200D',
        'date-native': '45351',
        'date-and-time-native': '45351.71215277778',
      },
      { sheet: 'Data' },
    ),
    'xlsxwriter.xlsx': file(onlyFormulasCopied, xlsxwriter, { others: hiddenEmpty }),
    'xlsxwriter-1904.xlsx': file(onlyFormulasCopied, xlsxwriter, { system: 1904, others: hiddenEmpty }),
    'xlsxwriter-constant-memory.xlsx': file([...onlyFormulasCopied, 'merged-over-value'], xlsxwriter, {
      others: hiddenEmpty,
    }),
  }),
);
