import {
  dateFormats,
  digitFormats,
  elapsedFormats,
  plainFormats,
  timeFormats,
  type PutFormat,
} from './cell-formats.js';
import type { Oddities, PutCell } from './oddities.js';
import { spelt, textElements } from './odd-text.js';
import type { OddStyles } from './odd-styles.js';
import type { OddStrings } from './odd-strings.js';
import type { Attributes, OddWriter } from './odd-xml.js';
import { clockText, dayText, type PutValue } from './put-value.js';

/** What a cell is written with. */
export interface CellWriting {
  readonly writer: OddWriter;
  readonly styles: OddStyles;
  readonly strings: OddStrings;
  readonly oddities: Oddities;
}

/** A cell's XML; `undefined` where it is not written at all. */
export function oddCell(
  cell: PutCell,
  reference: string | undefined,
  writing: CellWriting,
): string | undefined {
  const { writer, oddities } = writing;
  const extensions = oddities.hasExtensions
    ? [
        writer.element('extLst', {}, [
          writer.element('ext', { uri: '{0}' }, ['<odd:thing>not a value</odd:thing>']),
        ]),
      ]
    : [];
  const written = (attributes: Attributes, children: readonly string[]): string =>
    writer.element('c', { r: reference, cm: oddities.hasExtensions ? '1' : undefined, ...attributes }, [
      ...children,
      ...extensions,
    ]);
  if (cell.kind === 'blank') return blank(cell.how, writing, written);
  const formula =
    cell.formula === undefined
      ? []
      : [writer.text('f', formulaKind(cell.formula), spelt(cell.formula, 'plain'))];
  if (cell.kind === 'not-calculated') {
    return written({}, cell.emptyValue ? [...formula, writer.text('v', {}, '')] : formula);
  }
  return value(cell.value, { formula, written, writing });
}

function blank(
  how: (PutCell & { kind: 'blank' })['how'],
  { writer }: CellWriting,
  written: (attributes: Attributes, children: readonly string[]) => string,
): string | undefined {
  switch (how) {
    case 'missing':
      return undefined;
    case 'styled':
      return written({ s: '0' }, []);
    case 'empty value':
      return written({}, [writer.text('v', {}, '')]);
    case 'no text':
      return written({ t: 's' }, []);
    case 'empty text':
      return written({ t: 'inlineStr' }, [writer.element('is', {}, [writer.text('t', {}, '')])]);
  }
}

interface ValueParts {
  readonly formula: readonly string[];
  readonly written: (attributes: Attributes, children: readonly string[]) => string;
  readonly writing: CellWriting;
}

function value(put: PutValue, { formula, written, writing }: ValueParts): string {
  const { writer, styles, strings } = writing;
  const of = (attributes: Attributes, text: string): string =>
    written(attributes, [...formula, writer.text('v', {}, text)]);
  switch (put.kind) {
    case 'text':
      if (formula.length > 0) return of({ t: 'str' }, spelt(put.text, put.spelling));
      if (put.home === 'shared') return of({ t: 's' }, String(strings.numberOf(put)));
      return written({ t: 'inlineStr' }, [writer.element('is', {}, textElements(put, writer))]);
    case 'boolean':
      return of({ t: 'b' }, put.inWords ? String(put.truth) : String(Number(put.truth)));
    case 'error':
      return of({ t: 'e' }, put.error);
    case 'iso':
      return of({ t: 'd' }, isoText(put.days, put.seconds));
    case 'number':
    case 'digits':
    case 'date':
    case 'time':
    case 'elapsed': {
      const style = styles.numberOf(formatOf(put) ?? 0);
      return of(
        { s: String(style), t: style % 2 === 0 ? undefined : 'n' },
        numberText(put, writing.oddities),
      );
    }
  }
}

function isoText(days: number, seconds: number): string {
  return seconds === 0 ? `${dayText(days)}T00:00:00.000` : `${dayText(days)}T${clockText(seconds)}`;
}

function formatOf(put: PutValue): PutFormat | undefined {
  if (put.kind === 'number') return plainFormats[put.format];
  if (put.kind === 'digits') return digitFormats[put.format]?.code;
  if (put.kind === 'date') return dateFormats[put.format];
  if (put.kind === 'time') return timeFormats[put.format];
  return put.kind === 'elapsed' ? elapsedFormats[put.format] : undefined;
}

function numberText(put: PutValue, { date1904 }: Oddities): string {
  if (put.kind === 'number') return spelling(put.number, put.spelling);
  if (put.kind === 'digits') return spelling(put.number, put.format);
  if (put.kind === 'time' || put.kind === 'elapsed') return String(put.seconds / 86_400);
  if (put.kind !== 'date') return '';
  // 1899-12-30 is day 0 for every date after February 1900, 1904-01-01 in the other system.
  return String(put.days + (date1904 ? 24_107 : 25_569) + put.seconds / 86_400);
}

function spelling(number: number, way: number): string {
  const exact = [
    String(number),
    number.toExponential().replace('e+', 'E'),
    number.toPrecision(17),
    `\n ${number} `,
  ];
  const text = exact[way % 5] ?? number.toExponential().replace('e', 'E');
  return number === 0 && Object.is(number, -0) ? '-0' : text;
}

function formulaKind(formula: string): Attributes {
  if (formula === '') return { t: 'shared', si: '0' };
  return formula === '1+1' ? { t: 'array', ref: 'A1' } : {};
}
