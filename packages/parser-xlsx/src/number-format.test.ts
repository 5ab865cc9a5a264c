import { describe, expect, it } from 'vitest';
import { digitsText } from './digits-text.js';
import { builtInFormat, parseFormat } from './number-format.js';

function shown(code: string, digits: string): string | undefined {
  const format = parseFormat(code);
  return format.kind === 'digits' ? digitsText(digits, format.pattern) : undefined;
}

describe('parseFormat', () => {
  it.each([
    'yyyy-mm-dd',
    'd/mm/yyyy;@',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    'mmm',
    '[Red]d"th"',
    'yyyy\\Th',
    'm/d/yy h:mm',
  ])('takes %s for a date', (code) => {
    expect(parseFormat(code)).toEqual({ kind: 'date', shows: 'date' });
  });

  it.each(['h:mm', 'hh:mm:ss AM/PM', 'mm:ss.0'])('takes %s for a time of day', (code) => {
    expect(parseFormat(code)).toEqual({ kind: 'date', shows: 'time' });
  });

  it.each(['[h]:mm:ss', '[mm]:ss'])('takes %s for a duration', (code) => {
    expect(parseFormat(code)).toEqual({ kind: 'date', shows: 'elapsed' });
  });

  it.each([
    'General',
    '@',
    '0',
    '0.00',
    '#,##0',
    '#,##0.00;[Red]-#,##0.00',
    '0" days"',
    '0\\d',
    '_d0',
    '*h0',
    '0.00E+00',
    '# ##0',
    '"$"00',
    '[$$-C09]#,##0',
    '',
  ])('leaves numbers with the format %j as they are', (code) => {
    expect(parseFormat(code)).toEqual({ kind: 'plain' });
  });

  it.each([
    ['0000000000', '412345678', '0412345678'],
    ['0000 000 000', '412345678', '0412 345 678'],
    ['0000\\ 000\\ 000', '412345678', '0412 345 678'],
    ['0000" "000" "000;@', '412345678', '0412 345 678'],
    ['(00) 0000 0000', '255501234', '(02) 5550 1234'],
    ['"0"#########', '412345678', '0412345678'],
    ['\\+00 000 000 000', '61412345678', '+61 412 345 678'],
    ['"Tel. "0000000000', '412345678', 'Tel. 0412345678'],
    ['0000', '800', '0800'],
    ['0000', '12345', '12345'],
    ['[Red]0000', '8', '0008'],
  ])('shows by %j the number %s as %s', (code, digits, text) => {
    expect(shown(code, digits)).toBe(text);
  });

  it('knows the built-in dates', () => {
    const dates = Array.from({ length: 60 }, (_, id) => id).filter((id) => builtInFormat(id).kind === 'date');
    expect(dates.filter((id) => id < 27 || (id > 36 && id < 50))).toEqual([
      14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47,
    ]);
  });
});
