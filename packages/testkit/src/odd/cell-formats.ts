/** A number format as styles have it: the number of a built-in one, or a code. */
export type PutFormat = number | string;

/** Formats that show a date, or a date with its time. */
export const dateFormats: readonly PutFormat[] = [
  14,
  15,
  16,
  17,
  22,
  27,
  36,
  50,
  58,
  'yyyy-mm-dd',
  'DD/MM/YYYY',
  'd/m/yy;@',
  '[$-C09]d mmmm yyyy;@',
  '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
  '[$-409]m/d/yy\\ h:mm\\ AM/PM;@',
  '[Red]yyyy',
  'm',
  '[Color10][$-407]dd"."mm"."yyyy',
  '[ENG][$-409]mmm\\-yy',
  '"on the "d". of "mmmm',
  '[$-1010000]d/mm/yyyy',
  '[$-411]ggge"年"m"月"d"日"',
  '[$-ja-JP-x-gannen]yyyy/m/d',
  '_-* dd/mm/yyyy_-',
  'mm/dd/yyyy;[Red]\\-0',
  'yyyy\\-mm\\-dd\\Thh:mm:ss',
  'd.m.yyyy hh:mm:ss.000',
];

/** Formats that show a time of day alone. */
export const timeFormats: readonly PutFormat[] = [
  18,
  19,
  20,
  21,
  45,
  47,
  'h:mm',
  '[$-F400]h:mm:ss\\ AM/PM',
  'hh"h"mm',
  'mm:ss.0',
];

/** Formats of durations. */
export const elapsedFormats: readonly PutFormat[] = [46, '[h]:mm:ss', '[mm]:ss', '[Red][hh]:mm'];

/** Formats that show a number as a number, whatever letters and zeros stand in them. */
export const plainFormats: readonly PutFormat[] = [
  0,
  1,
  2,
  3,
  4,
  9,
  10,
  11,
  37,
  40,
  48,
  49,
  'General',
  'GENERAL;[Red]\\-General',
  '@',
  '#,##0',
  '#,##0.00;[Red]\\-#,##0.00',
  '0" days"',
  '0.0"d"',
  '"Year "0',
  '0\\h',
  '_d0_y',
  '*d0',
  '[$€-407]#,##0',
  '[$$-C09]#,##0.00;[Red]\\-[$$-C09]#,##0.00',
  '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
  '[Color 12]0.0',
  '0.00E+00',
  '# ?/?',
  '0%',
  '[DBNum1]General',
];

/** A format of zeros and what it makes of decimal digits, each written out by hand. */
export interface DigitsFormat {
  readonly code: string;
  readonly show: (digits: string) => string;
}

/** Formats of zeros: phones and post codes that are numbers. */
export const digitFormats: readonly DigitsFormat[] = [
  { code: '0000000000', show: (digits) => digits.padStart(10, '0') },
  { code: '0000000000;@', show: (digits) => digits.padStart(10, '0') },
  { code: '[Blue]0000000000', show: (digits) => digits.padStart(10, '0') },
  { code: '0000', show: (digits) => digits.padStart(4, '0') },
  { code: '0000\\ 000\\ 000', show: (digits) => grouped(digits, [4, 3, 3], ' ') },
  { code: '0000 000 000', show: (digits) => grouped(digits, [4, 3, 3], ' ') },
  { code: '0000" "000" "000', show: (digits) => grouped(digits, [4, 3, 3], ' ') },
  { code: '0000-000-000', show: (digits) => grouped(digits, [4, 3, 3], '-') },
];

/** Digits filled up with zeros and cut into groups from the right; what is too much stands in the first. */
function grouped(digits: string, widths: readonly number[], between: string): string {
  let rest = digits.padStart(
    widths.reduce((sum, width) => sum + width, 0),
    '0',
  );
  const groups = widths
    .slice(1)
    .toReversed()
    .map((width) => {
      const group = rest.slice(-width);
      rest = rest.slice(0, -width);
      return group;
    });
  return [rest, ...groups.toReversed()].join(between);
}
