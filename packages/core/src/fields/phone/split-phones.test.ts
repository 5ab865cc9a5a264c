import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalisePhone } from './normalise-phone.js';
import { splitPhones } from './split-phones.js';

test.each([
  ['0491 570 006 / 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006/02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006/(02) 5550 1234', ['0491 570 006', '(02) 5550 1234']],
  ['0491 570 006/1300 975 707', ['0491 570 006', '1300 975 707']],
  ['0491570006/55501234', ['0491570006', '55501234']],
  ['0491570006-0491570156', ['0491570006', '0491570156']],
  ['0491 570 006 - 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006; 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006, 02 5550 1234,', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006 or 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006 AND 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006&02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006\r\n02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006 ::: 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006 | 02 5550 1234', ['0491 570 006', '02 5550 1234']],
  ['0491 570 006 0491 570 156', ['0491 570 006', '0491 570 156']],
  ['0491570006 0255501234 1300975707', ['0491570006', '0255501234', '1300975707']],
  ['+61 491 570 006 (02) 5550 1234', ['+61 491 570 006', '(02) 5550 1234']],
  ['0491 570 006 0491 570 156 / 02 5550 1234', ['0491 570 006', '0491 570 156', '02 5550 1234']],
  ['h 02 5550 1234 m 0491 570 006', ['h 02 5550 1234', 'm 0491 570 006']],
  ['Mobile: 0491 570 006 Home: 02 5550 1234', ['Mobile: 0491 570 006', 'Home: 02 5550 1234']],
  ['(w) 02 5550 1234 (m) 0491 570 006', ['(w) 02 5550 1234', '(m) 0491 570 006']],
  ['0491 570 006 (m) 02 5550 1234 (h)', ['0491 570 006 (m)', '02 5550 1234 (h)']],
  ['0491570006 and 0491570156, 1300 975 707', ['0491570006', '0491570156', '1300 975 707']],
  ['+64 21 123 4567; 0491 570 006', ['+64 21 123 4567', '0491 570 006']],
  ['0491 570 006 Jo; 0491 570 156 Al', ['0491 570 006 Jo', '0491 570 156 Al']],
])('%j holds %j', (text, parts) => {
  expect(splitPhones(text)).toEqual(parts);
});

test.each([
  '',
  'n/a',
  '0491570006',
  '0491 570 006',
  '0491-570-006',
  '0491.570.006',
  '0491,570,006',
  '02/5550 1234',
  '(02) 5550 1234',
  '(02) 5550 - 1234',
  '+61 (0)2 5550 - 1234',
  '0011 61 2 5550 1234',
  '+61 (0)491-570006',
  '0491 570 006 ext 5',
  '0491 570 006, ext 123',
  '02 5550 1234/5',
  '02 5550 1234 / 1235',
  '5550 1234 or 1235',
  '0491 570 006;',
  '1300 975 707',
  '0491 570 006 02 5550',
  'ABN 51 824 753 556',
  '1 Smith St, Sydney and 2 Jones St, Perth',
  `0491 570 006 ${'x'.repeat(200)}, 02 5550 1234`,
])('%j is left in one piece', (text) => {
  expect(splitPhones(text)).toEqual([text]);
});

const number = fc.constantFrom(
  '0491 570 006',
  '02 5550 1234',
  '(03) 5550-1234',
  '1300 975 707',
  '+61 491 570 156',
);
const sign = fc.constantFrom(' / ', '/ ', '; ', ';', ', ', ' or ', ' and ', ' & ', '\n', ' ::: ', ' | ', ' ');

test('for every row of good numbers and every sign between them: all the numbers, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 2, maxLength: 5 }), sign, (numbers, between) => {
      expect(splitPhones(numbers.join(between))).toEqual(numbers);
    }),
  );
});

test('for every text: no digit is lost or added, and a piece is not taken apart again', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789 /-,;&+()\nmhor'.split('')), maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 220 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parts = splitPhones(text);
      expect(parts.join('').replace(/\D/g, '')).toBe(text.replace(/\D/g, ''));
      if (parts.length === 1) expect(parts[0]).toBe(text);
      else for (const part of parts) expect(splitPhones(part)).toEqual([part.trim()]);
    }),
    { numRuns: 2_000 },
  );
});

test('for every way to write one good number: it is one piece', () => {
  const ways = fc.constantFrom(
    '0491-570-006',
    '0491/570/006',
    '02/5550 1234',
    '(02)5550-1234',
    '+61 (0) 491 570 006',
  );
  fc.assert(
    fc.property(ways, fc.constantFrom('', ' ', 'm: ', '(h) ', 'Mob. No. '), (way, label) => {
      expect(splitPhones(label + way)).toEqual([label + way]);
      expect(normalisePhone(label + way, { accept: new Set() }).why).toBeUndefined();
    }),
  );
});
