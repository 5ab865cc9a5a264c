import { dateText, elapsedText, type DateSystem } from './date-text.js';
import { digitsText } from './digits-text.js';
import { formatOf, plainFormat, type NumberFormat } from './number-format.js';
import { numberText } from './number-text.js';
import type { SharedStrings } from './shared-strings.js';
import { damaged } from './source-errors.js';
import { unescapeText } from './unescape-text.js';

/** A cell as it stands in the XML (ECMA-376, 18.3.1.4). */
export interface Cell {
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, or `n`, which is also what no type means. */
  readonly type: string;
  readonly style: number;
  /** What `<v>` says; `undefined` where there is no `<v>`. */
  readonly value: string | undefined;
  /** What `<is>` says, escapes resolved. */
  readonly inline: string;
  /** What `<f>` says; `undefined` where there is no formula. */
  readonly formula: string | undefined;
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: SharedStrings;
  /** The number format of each style. */
  readonly formats: readonly NumberFormat[];
  readonly dateSystem: DateSystem;
}

/**
 * A cell's text as a person sees it; numbers in full, dates as `YYYY-MM-DD[ HH:MM:SS]`.
 * @throws SourceError where the cell points at a text that is not there
 */
export function cellText(cell: Cell, context: CellContext): string {
  const value = cell.value ?? '';
  switch (cell.type) {
    case 's':
      return sharedText(value, context.strings);
    case 'inlineStr':
      return cell.inline === '' ? unescapeText(value) : cell.inline;
    case 'str':
      return unescapeText(value);
    case 'b':
      return booleanText(value.trim());
    case 'e':
      return value.trim();
    case 'd':
      return isoDateText(value.trim());
    default:
      return formattedNumber(value.trim(), context.formats[cell.style], context.dateSystem);
  }
}

/** Says whether the cell has a formula whose result the file does not know. A result of `""` is written as `str`. */
export function isNotCalculated({ formula, type, value }: Cell): boolean {
  return formula !== undefined && (value === undefined || (value.trim() === '' && type !== 'str'));
}

function sharedText(value: string, strings: SharedStrings): string {
  const index = value.trim();
  if (index === '') return '';
  // `Number` alone would also take `0x1` and `1e0`.
  const text = /^\d{1,10}$/.test(index) ? strings.at(Number(index)) : undefined;
  if (text === undefined) throw damaged('a cell points at a text that is not there');
  return text;
}

function booleanText(value: string): string {
  if (value === '1' || value.toLowerCase() === 'true') return 'TRUE';
  return value === '0' || value.toLowerCase() === 'false' ? 'FALSE' : value;
}

/** `2026-01-31T00:00:00.000Z` as other dates are given; what is no such date stays as it is. */
function isoDateText(value: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?[^T]*)?$/.exec(value);
  if (!found) return value;
  const [, day = '', minutes = '00:00', seconds = '00'] = found;
  return minutes === '00:00' && seconds === '00' ? day : `${day} ${minutes}:${seconds}`;
}

function formattedNumber(value: string, style: NumberFormat = plainFormat, system: DateSystem): string {
  // So few digits are exact as they stand.
  if (style === plainFormat && /^[1-9]\d{0,14}$/.test(value)) return value;
  // `Number` alone would also read hexadecimals and `Infinity`. No two parts may match the same digits: some cells have a million.
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const plain = numberText(number);
  const format = formatOf(number, style);
  switch (format.kind) {
    case 'plain':
      return plain;
    case 'nothing':
      return number === 0 ? '' : plain;
    case 'digits':
      return /^\d+$/.test(plain) ? digitsText(plain, format.pattern) : plain;
    case 'date': {
      const { shows } = format;
      return (shows === 'elapsed' ? elapsedText(number) : dateText(number, { system, shows })) ?? plain;
    }
  }
}
