import { describe, expect, it } from 'vitest';
import { digitsText } from './digits-text.js';
import { builtInFormat, formatOf, parseFormat, type CellFormat } from './number-format.js';

function formatFor(code: string, value = 41_000): CellFormat {
  return formatOf(value, parseFormat(code));
}

function shown(code: string, digits: string): string | undefined {
  const format = formatFor(code, Number(digits));
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
    expect(formatFor(code)).toEqual({ kind: 'date', shows: 'date' });
  });

  it.each(['h:mm', 'hh:mm:ss AM/PM', 'mm:ss.0'])('takes %s for a time of day', (code) => {
    expect(formatFor(code)).toEqual({ kind: 'date', shows: 'time' });
  });

  it.each(['[h]:mm:ss', '[mm]:ss'])('takes %s for a duration', (code) => {
    expect(formatFor(code)).toEqual({ kind: 'date', shows: 'elapsed' });
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
    expect(formatFor(code)).toEqual({ kind: 'plain' });
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
    ['"WA "0000', '800', 'WA 0800'],
    ['0### ### ###', '412345678', '0412 345 678'],
    ['(0#) #### ####', '398765432', '(03) 9876 5432'],
    ['+61 000 000 000', '412345678', '+61 412 345 678'],
    ['0000', '800', '0800'],
    ['0000', '12345', '12345'],
    ['[Red]0000', '8', '0008'],
  ])('shows by %j the number %s as %s', (code, digits, text) => {
    expect(shown(code, digits)).toBe(text);
  });

  it('gives each number its section', () => {
    const kinds = (code: string): string[] =>
      [5, -5, 0].map((value) => {
        const format = formatFor(code, value);
        return format.kind === 'date' ? format.shows : format.kind;
      });
    expect(kinds('dd/mm/yyyy')).toEqual(['date', 'date', 'date']);
    expect(kinds('dd/mm/yyyy;0')).toEqual(['date', 'plain', 'date']);
    expect(kinds('0000;hh:mm;[h]:mm;@')).toEqual(['digits', 'time', 'elapsed']);
    expect(kinds('0;-0;;@')).toEqual(['plain', 'plain', 'nothing']);
    expect(kinds('General;;')).toEqual(['plain', 'plain', 'nothing']);
    expect(kinds('0;-0;"";@')).toEqual(['plain', 'plain', 'nothing']);
    expect(kinds('[=0]"";General')).toEqual(['plain', 'plain', 'nothing']);
    expect(kinds('0;-0;"-"')).toEqual(['plain', 'plain', 'plain']);
    expect(kinds('[=0]hh:mm;[<0][Red]dd/mm;0')).toEqual(['plain', 'date', 'time']);
    expect(kinds('[<>0]hh:mm;dd/mm')).toEqual(['time', 'time', 'date']);
  });

  it('follows conditions where they choose between digits', () => {
    const code = '[<=99999999]0000 0000;00 0000 0000';
    expect(shown(code, '55501234')).toBe('5550 1234');
    expect(shown(code, '255501234')).toBe('02 5550 1234');
  });

  it('knows the built-in dates', () => {
    const dates = Array.from({ length: 60 }, (_, id) => id).filter(
      (id) => formatOf(1, builtInFormat(id)).kind === 'date',
    );
    expect(dates.filter((id) => id < 27 || (id > 36 && id < 50))).toEqual([
      14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47,
    ]);
  });
});
