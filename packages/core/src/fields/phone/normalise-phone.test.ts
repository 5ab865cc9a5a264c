import { describe, expect, test } from 'vitest';
import { certainOnly, type MendOptions, type Normalised } from '../customer-field.js';
import { normalisePhone } from './normalise-phone.js';

const phone = (text: string): Normalised => normalisePhone(text, certainOnly);
const rulesOf = ({ steps = [] }: Normalised): readonly string[] => steps.map(({ rule }) => rule);

describe('a number that can be sent', () => {
  test.each([
    '0491570006',
    '0412345678',
    '0255501234',
    '1300975707',
    '1800160401',
    '131234',
    '131111',
    '1300111111',
  ])('%s stays as it is', (text) => {
    expect(phone(text)).toEqual({ value: text });
  });

  test.each([
    ['0491 570 006', '0491570006'],
    ['0491-570-006', '0491570006'],
    ['0491.570.006', '0491570006'],
    ['0491\u2013570\u2011006', '0491570006'],
    ['0491\u00A0570\u00A0006', '0491570006'],
    ['0491/570/006', '0491570006'],
    ['0491_570_006', '0491570006'],
    ['0491·570·006', '0491570006'],
    ['(02) 5550 1234', '0255501234'],
    ['[02] 5550 1234', '0255501234'],
    ['02/5550 1234', '0255501234'],
    [' 0491570006 ', '0491570006'],
    ['0491 570 006,', '0491570006'],
    ['+61491570006', '0491570006'],
    ['+61 (0)491 570 006', '0491570006'],
    ['+61 0491 570 006', '0491570006'],
    ['(+61) 491 570 006', '0491570006'],
    ['61491570006', '0491570006'],
    ['61 0491 570 006', '0491570006'],
    ['0061 491 570 006', '0491570006'],
    ['0011 61 491 570 006', '0491570006'],
    ['001161491570006', '0491570006'],
    ['1300 975 707', '1300975707'],
    ['13 12 34', '131234'],
    ['+61 1300 975 707', '1300975707'],
    ['61 1800 160 401', '1800160401'],
    ['+61 13 12 34', '131234'],
    ['0491570006.0', '0491570006'],
    ['61491570006.0', '0491570006'],
  ])('%j is put into national form, %s', (text, value) => {
    expect(phone(text)).toEqual({ value, steps: [{ rule: 'PHONE_NATIONAL_FORM', after: value }] });
  });

  test.each([
    ['491570006', '0491570006'],
    ['255501234', '0255501234'],
    ['355501234', '0355501234'],
    ['755501234', '0755501234'],
    ['855501234', '0855501234'],
    ['491 570 006', '0491570006'],
    ['491570006.0', '0491570006'],
    ['491,570,006', '0491570006'],
  ])('%j gets its zero back, %s', (text, value) => {
    expect(phone(text)).toEqual({ value, steps: [{ rule: 'PHONE_ZERO_RESTORED', after: value }] });
  });

  test.each([
    ['m: 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['mob0491570006', ['PHONE_LABEL_OFF']],
    ['Mobile: 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['Mob. No. 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['Ph (m): 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['(h) 491570006', ['PHONE_LABEL_OFF', 'PHONE_ZERO_RESTORED']],
    ['H 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['w) 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['ph.0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['(A/H) 0491 570 006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['tel:+61491570006', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['0491 570 006 (mobile)', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['0491 570 006 - work', ['PHONE_LABEL_OFF', 'PHONE_NATIONAL_FORM']],
    ['0491570006m', ['PHONE_LABEL_OFF']],
    ["'0491570006", ['PHONE_LABEL_OFF']],
    ['="0491570006"', ['PHONE_LABEL_OFF']],
    ['# 0491570006', ['PHONE_LABEL_OFF']],
    [`0491${' '.repeat(100)}570006`, ['TEXT_SPACES', 'PHONE_NATIONAL_FORM']],
    ['0491 570 006 ext 12', ['PHONE_EXTENSION_OFF', 'PHONE_NATIONAL_FORM']],
    ['0491 570 006x12', ['PHONE_EXTENSION_OFF', 'PHONE_NATIONAL_FORM']],
    ['0491570006 (extn. 12)', ['PHONE_EXTENSION_OFF']],
    ['0491570006 #12', ['PHONE_EXTENSION_OFF']],
    ['w: 0491570006 ext 12', ['PHONE_EXTENSION_OFF', 'PHONE_LABEL_OFF']],
    ['0491570006 ext 12 (work)', ['PHONE_LABEL_OFF', 'PHONE_EXTENSION_OFF']],
    ['\u202D0491570006\u202C', ['TEXT_SPACES']],
    ['4.91570006E+08', ['PHONE_EXPONENT_WRITTEN_OUT', 'PHONE_ZERO_RESTORED']],
    ['4,91570006e8', ['PHONE_EXPONENT_WRITTEN_OUT', 'PHONE_ZERO_RESTORED']],
    ['4.915700060E+08', ['PHONE_EXPONENT_WRITTEN_OUT', 'PHONE_ZERO_RESTORED']],
    ['6.1491570006E+10', ['PHONE_EXPONENT_WRITTEN_OUT', 'PHONE_NATIONAL_FORM']],
  ])('%j is 0491570006 by %j', (text, rules) => {
    const found = phone(text);
    expect(found.value).toBe('0491570006');
    expect(found.why).toBeUndefined();
    expect(rulesOf(found)).toEqual(rules);
    expect(found.steps?.at(-1)?.after).toBe('0491570006');
  });
});

describe('a number of another country', () => {
  test.each([
    ['+64 21 123 4567', '+64211234567'],
    ['(+64) 21 123 4567', '+64211234567'],
    ['0011 64 21 123 4567', '+64211234567'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['+1-202-555-0143', '+12025550143'],
  ])('%j passes as %s, with a note', (text, value) => {
    expect(phone(text)).toEqual({
      value,
      steps: [{ rule: 'PHONE_FOREIGN_FORM', after: value }],
      notes: ['FOREIGN'],
    });
  });

  test('passes without a step as it stands', () => {
    expect(phone('+64211234567')).toEqual({ value: '+64211234567', notes: ['FOREIGN'] });
  });

  test.each(['+64 21', '+999 123 4567', '+64 21 123 4567 890 123', '+1 202 555'])('%j is no such', (text) => {
    expect(phone(text)).toEqual({ value: text, why: 'not-valid-abroad' });
  });

  test('is not taken out of other words', () => {
    expect(phone('+64 21 123 4567 or ask Jo')).toEqual({
      value: '+64 21 123 4567 or ask Jo',
      why: 'not-a-number',
    });
  });
});

describe('what is no number', () => {
  test.each([
    ['4.91E+08', 'precision-lost'],
    ['4,91E+08', 'precision-lost'],
    ['4.91E8', 'precision-lost'],
    ['4E+08', 'precision-lost'],
    ['4.9157E+08', 'precision-lost'],
    ['49.2E+07', 'precision-lost'],
    ['0', 'placeholder'],
    ['0000000000', 'placeholder'],
    ['00 0000 0000', 'placeholder'],
    ['0400000000', 'placeholder'],
    ['0400 000 000', 'placeholder'],
    ['0411111111', 'placeholder'],
    ['+61 411 111 111', 'placeholder'],
    ['411111111', 'placeholder'],
    ['1111111111', 'placeholder'],
    ['9999 9999', 'placeholder'],
    ['1234', 'placeholder'],
    ['12345678', 'placeholder'],
    ['1234567890', 'placeholder'],
    ['0123456789', 'placeholder'],
    ['9876543210', 'placeholder'],
    ['1300 000 000', 'placeholder'],
    ['1800 000 000', 'placeholder'],
    ['13 00 00', 'placeholder'],
    ['5550', 'too-few-digits'],
    ['041234567', 'too-few-digits'],
    ['+61 5550 123', 'too-few-digits'],
    ['04915700061', 'too-many-digits'],
    ['+61 4915 700 061', 'too-many-digits'],
    ['64 21 123 4567', 'too-many-digits'],
    ['0612345678', 'unknown-prefix'],
    ['+61 612 345 678', 'unknown-prefix'],
    ['+0491570006', 'unknown-prefix'],
    ['Mobile', 'not-a-number'],
    ['ask Jo', 'not-a-number'],
    ['0491 570 006 ask Jo', 'not-a-number'],
    ['fax 02 5550 1234', 'not-a-number'],
    ['02 5550 1234/5', 'not-a-number'],
    ['4567 1234/5', 'not-a-number'],
    ['4567 1234-5', 'not-a-number'],
    ['3E+02', 'not-a-number'],
    ['4.915700065E+08', 'precision-lost'],
    ['+61 1900 123 456', 'unknown-prefix'],
    ['+61 147 101 234', 'unknown-prefix'],
    ['+', 'not-a-number'],
    ['5550 1234', 'area-code-missing'],
    ['6155 1234', 'area-code-missing'],
  ])('%j is an error: %s', (text, why) => {
    expect(phone(text)).toEqual({ value: text, why });
  });

  test('is not looked for in front of an extension: #131234 is a number itself', () => {
    expect(phone('#131234')).toEqual({
      value: '131234',
      steps: [{ rule: 'PHONE_LABEL_OFF', after: '131234' }],
    });
  });

  test('is handed on as it was found, on one line', () => {
    expect(phone('  ask\nJo  ')).toEqual({ value: 'ask Jo', why: 'not-a-number' });
    expect(phone('m: 0400 000 000 ')).toEqual({ value: 'm: 0400 000 000', why: 'placeholder' });
  });

  test.each(['', '  ', '\u200B'])('%j is nothing', (text) => {
    expect(phone(text)).toEqual({ value: '' });
  });

  test.each(['-', 'N/A', 'none'])('%j says that there is nothing', (text) => {
    expect(phone(text)).toEqual({ value: '', steps: [{ rule: 'BLANK_WORD', after: '' }] });
  });

  test.each(['0'.repeat(1_000_000), `0491570006${' '.repeat(1_000_000)}x`, `+${'('.repeat(1_000_000)}`])(
    'a million characters are refused and none of them thrown over',
    (text) => {
      expect(phone(text).why).toBe('not-a-number');
    },
  );
});

describe('a local number', () => {
  const inState = (state: string, accept: readonly string[] = []): MendOptions => ({
    accept: new Set(accept),
    state,
  });
  const rule = 'AREA_CODE_FROM_STATE';

  test.each([
    ['NSW', '0255501234'],
    ['act', '0255501234'],
    ['New South Wales', '0255501234'],
    ['Vic.', '0355501234'],
    ['TAS', '0355501234'],
    ['QLD 4000', '0755501234'],
    ['South Australia', '0855501234'],
    ['W.A.', '0855501234'],
    ['nt', '0855501234'],
  ])('in %s is an error that suggests %s', (state, value) => {
    expect(normalisePhone('5550 1234', inState(state))).toEqual({
      value: '5550 1234',
      why: 'area-code-missing',
      likely: { rule, value },
    });
  });

  test('gets its area code where that is accepted', () => {
    expect(normalisePhone('h: 5550 1234', inState('NSW', [rule]))).toEqual({
      value: '0255501234',
      steps: [
        { rule: 'PHONE_LABEL_OFF', after: '5550 1234' },
        { rule, after: '0255501234' },
      ],
    });
  });

  test.each(['', 'NZ', 'Ontario'])('gets none from the state %j', (state) => {
    expect(normalisePhone('5550 1234', inState(state, [rule]))).toEqual({
      value: '5550 1234',
      why: 'area-code-missing',
    });
  });

  test.each(['2222 2222', '1234 5678'])('that is made up, as %s, gets none', (text) => {
    expect(normalisePhone(text, inState('NSW', [rule]))).toEqual({ value: text, why: 'placeholder' });
  });
});

test.each(['2026-03-14', '2026-03-14 00:00:00', '24/03/2026', '24.03.2026', '24-03-2026'])(
  'the day %s in a column of phones is none, and gets no area code',
  (text) => {
    expect(normalisePhone(text, { accept: new Set(['AREA_CODE_FROM_STATE']), state: 'NSW' })).toEqual({
      value: text,
      why: 'not-a-number',
    });
  },
);
