import fc from 'fast-check';
import { dateFormats, digitFormats, elapsedFormats, plainFormats, timeFormats } from './cell-formats.js';

/** How a text is spelt in XML; all spellings mean the same. */
export const textSpellings = [
  'plain',
  'cdata',
  'decimal',
  'hexadecimal',
  'half',
  'comment',
  'escapes',
] as const;

/** A text and how it is written. */
export interface PutText {
  readonly kind: 'text';
  readonly text: string;
  readonly spelling: (typeof textSpellings)[number];
  readonly home: 'shared' | 'inline';
  /** In two runs of rich text. */
  readonly inRuns: boolean;
  /** With a phonetic run, which is no part of the text. */
  readonly isSpokenToo: boolean;
}

/** A value that is put into a cell: what a person means, and the ways in which it is written. */
export type PutValue =
  | PutText
  | { readonly kind: 'number'; readonly number: number; readonly spelling: number; readonly format: number }
  | { readonly kind: 'digits'; readonly number: number; readonly format: number }
  /** Days since 1970, seconds of the day. */
  | { readonly kind: 'date'; readonly days: number; readonly seconds: number; readonly format: number }
  | { readonly kind: 'iso'; readonly days: number; readonly seconds: number }
  | { readonly kind: 'time'; readonly seconds: number; readonly format: number }
  | { readonly kind: 'elapsed'; readonly seconds: number; readonly format: number }
  | { readonly kind: 'boolean'; readonly truth: boolean; readonly inWords: boolean }
  | { readonly kind: 'error'; readonly error: string };

const errors = [
  '#N/A',
  '#DIV/0!',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#REF!',
  '#VALUE!',
  '#GETTING_DATA',
  '#SPILL!',
];

const letters = fc.constantFrom(
  ...Array.from('abcXYZ019_ é名🙂<>&"\'\t\n\r\u0001\u001f\u00a0\u200b]=+-@#,;.'),
  '_x0041_',
  '_x000d_',
  '_x',
  ']]>',
  '</row>',
  '</v></c>',
  '&amp;',
);

/** Texts that are not blank; blank cells are a thing of their own. */
const texts: fc.Arbitrary<string> = fc
  .oneof(
    fc.array(letters, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
    fc.constantFrom('Ada', '_x0041_', '0412345678', '1E5', '__proto__', 'TRUE', '#N/A', '2024-02-29', ' x '),
  )
  .filter((text) => text.trim() !== '');

const putTexts: fc.Arbitrary<PutText> = fc.record({
  kind: fc.constant('text' as const),
  text: texts,
  spelling: fc.constantFrom(...textSpellings),
  home: fc.constantFrom('shared' as const, 'inline' as const),
  inRuns: fc.boolean(),
  isSpokenToo: fc.boolean(),
});

/** Numbers whose text has no exponent: those below 1e21, and not so small that nobody would write them out. */
const numbers = fc
  .oneof(
    fc.integer(),
    fc.maxSafeNat(),
    fc.constantFrom(61_412_345_678, 0.1 + 0.2, 0.3, 1e20, -0, 1e-7, 123_456_789_012_345_680_000, 1.5),
    fc.double({ noNaN: true, min: -1e20, max: 1e20 }),
  )
  .map((number) => (Math.abs(number) < 1e-30 ? 0 : number));

// 1904-01-02 to 9999-12-31: days that both date systems know.
const days = fc.oneof(fc.integer({ min: -24_106, max: 2_932_896 }), fc.integer({ min: 10_957, max: 20_819 }));
const seconds = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 86_399 }));

function oneOf(formats: readonly unknown[]): fc.Arbitrary<number> {
  return fc.nat(formats.length - 1);
}

/** Any value, any way of writing it. */
export const putValues: fc.Arbitrary<PutValue> = fc.oneof(
  putTexts,
  fc.record({
    kind: fc.constant('number' as const),
    number: numbers,
    spelling: fc.nat(4),
    format: oneOf(plainFormats),
  }),
  fc.record({
    kind: fc.constant('digits' as const),
    number: fc.oneof(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constant(412_345_678)),
    format: oneOf(digitFormats),
  }),
  fc.record({ kind: fc.constant('date' as const), days, seconds, format: oneOf(dateFormats) }),
  fc.record({ kind: fc.constant('iso' as const), days, seconds }),
  fc.record({
    kind: fc.constant('time' as const),
    seconds: fc.integer({ min: 0, max: 86_399 }),
    format: oneOf(timeFormats),
  }),
  fc.record({
    kind: fc.constant('elapsed' as const),
    seconds: fc.integer({ min: 0, max: 900_000 }),
    format: oneOf(elapsedFormats),
  }),
  fc.record({ kind: fc.constant('boolean' as const), truth: fc.boolean(), inWords: fc.boolean() }),
  fc.record({ kind: fc.constant('error' as const), error: fc.constantFrom(...errors) }),
);

/** The text that a reader has to give, found without any of the reader's own code. */
export function shownText(value: PutValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return writtenOut(value.number);
    case 'digits':
      return digitFormats[value.format]?.show(String(value.number)) ?? '';
    case 'date':
    case 'iso':
      return value.seconds === 0 ? dayText(value.days) : `${dayText(value.days)} ${clockText(value.seconds)}`;
    case 'time':
    case 'elapsed':
      return clockText(value.seconds);
    case 'boolean':
      return value.truth ? 'TRUE' : 'FALSE';
    case 'error':
      return value.error;
  }
}

/** `1.25e+3` → `1250`: the shortest digits of the double, the point put where the exponent says. */
function writtenOut(number: number): string {
  const [digitsAndPoint = '', exponent = '0'] = Math.abs(number).toExponential().split('e');
  const digits = digitsAndPoint.replace('.', '');
  const point = Number(exponent) + 1;
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const rest = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const fraction = rest.replace(/0+$/, '');
  return (number < 0 ? '-' : '') + (fraction === '' ? whole : `${whole}.${fraction}`);
}

/** The day of the calendar, counted by years and months. */
export function dayText(daysSince1970: number): string {
  return new Date(daysSince1970 * 86_400_000).toISOString().slice(0, 10);
}

/** `H:MM:SS` with two digits of hours at least. */
export function clockText(seconds: number): string {
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}
