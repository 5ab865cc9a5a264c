import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certainOnly, type MendOptions } from '../customer-field.js';
import { normalisePhone } from './normalise-phone.js';
import { sendablePhone } from './sendable-phone.js';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length });
const tenDigits = fc
  .tuple(fc.constantFrom('02', '03', '04', '05', '07', '08'), digits(8))
  .map((parts) => parts.join(''));
const special = fc.oneof(
  fc.tuple(fc.constantFrom('1300', '1800'), digits(6)).map((parts) => parts.join('')),
  digits(4).map((end) => `13${end}`),
);
const good = (text: string): boolean => normalisePhone(text, certainOnly).why !== 'placeholder';

/** Groups of digits as people write them. */
function grouped(national: string, sizes: readonly number[], sign: string): string {
  let from = 0;
  return sizes.map((size) => national.slice(from, (from += size))).join(sign);
}

const sign = fc.constantFrom('', ' ', '-', '.', '\u00A0', '\u2011', '\u2013', ' - ');
const sizes = fc.constantFrom([4, 3, 3], [2, 4, 4], [2, 2, 2, 2, 2]);

test('for every number of ten digits and every usual way to write it: the number', () => {
  const lead = fc.constantFrom(
    '',
    '+61 ',
    '+61',
    '+61 (0)',
    '61 ',
    '0061 ',
    '0011 61 ',
    '(+61) ',
    'm: ',
    'Mobile ',
    '(h) ',
    'tel:',
  );
  const tail = fc.constantFrom('', ' ', ' (mobile)', ' ext 12', ' x12', ' #5', ';');
  fc.assert(
    fc.property(
      tenDigits.filter(good),
      fc.tuple(lead, tail, sign, sizes),
      (national, [before, behind, between, groups]) => {
        const [area, ...others] = grouped(national, groups, '|').split('|');
        const first = before.includes('61') ? area?.slice(1) : area;
        const text = before + [first, ...others].join(between) + behind;
        expect([text, normalisePhone(text, certainOnly).value]).toEqual([text, national]);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('for every number from 2 3 4 7 8 that lost its zero: the number', () => {
  const ways = fc.constantFrom('', '.0', ' ', ' (m)');
  fc.assert(
    fc.property(
      tenDigits.filter((text) => good(text) && !text.startsWith('05')),
      ways,
      (national, behind) => {
        expect(normalisePhone(national.slice(1) + behind, certainOnly).value).toBe(national);
      },
    ),
  );
});

test('for every 13, 1300 and 1800 number: kept, and never with +61', () => {
  fc.assert(
    fc.property(
      special.filter(good),
      fc.constantFrom('', '+61 ', '+61', '0011 61 ', 'ph '),
      (number, lead) => {
        expect(normalisePhone(lead + number, certainOnly).value).toBe(number);
      },
    ),
  );
});

const texts = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'0123456789  +()-./,;#xXEe:mhwp\u00A0\u200B'.split('')),
    maxLength: 24,
  }),
  fc
    .tuple(
      fc.constantFrom('', '+', '0011', '+64 ', '61', '04', 'm ', '13', "'"),
      digits(9),
      fc.constantFrom('', '.0', 'x1', 'E+08', '/5', ' h'),
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
);
const options: fc.Arbitrary<MendOptions> = fc.constantFrom(
  certainOnly,
  { accept: new Set<string>(), state: 'NSW' },
  { accept: new Set(['AREA_CODE_FROM_STATE']), state: 'Victoria' },
);

test('for every text: a value that can be sent, nothing, or a reason why not', () => {
  fc.assert(
    fc.property(texts, options, (text, given) => {
      const { value, why, steps, likely } = normalisePhone(text, given);
      if (why === undefined) expect(value === '' || sendablePhone.test(String(value))).toBe(true);
      else expect(steps).toBeUndefined();
      if (likely !== undefined) expect(normalisePhone(likely.value, given)).toEqual({ value: likely.value });
    }),
    { numRuns: 5_000 },
  );
});

test('for every text: every change is a step, and the last one is the value', () => {
  fc.assert(
    fc.property(texts, options, (text, given) => {
      const { value, why, steps } = normalisePhone(text, given);
      if (why !== undefined || (value === '' && steps === undefined)) return;
      expect(steps?.at(-1)?.after ?? text).toBe(value);
      expect(steps?.length).not.toBe(0);
    }),
    { numRuns: 5_000 },
  );
});

test('for every text: normalised twice is normalised once', () => {
  fc.assert(
    fc.property(texts, options, (text, given) => {
      const once = normalisePhone(text, given);
      const twice = normalisePhone(String(once.value), given);
      expect(twice.value).toBe(once.value);
      expect(twice.steps).toBeUndefined();
      expect(twice.why).toBe(once.why);
      expect(twice.notes).toEqual(once.notes);
    }),
    { numRuns: 5_000 },
  );
});

test('for every text: no digit is made up but the zero in front and an area code that is accepted', () => {
  fc.assert(
    fc.property(texts, options, (text, given) => {
      const { value, why, steps = [] } = normalisePhone(text, given);
      if (why !== undefined) return;
      const isAdded = steps.some(({ rule }) => rule === 'AREA_CODE_FROM_STATE');
      const kept = String(value)
        .replace(/\D/g, '')
        .slice(isAdded ? 2 : 0);
      expect([
        text,
        isInOrder(kept, text) || (kept.startsWith('0') && isInOrder(kept.slice(1), text)),
      ]).toEqual([text, true]);
    }),
    { numRuns: 5_000 },
  );
});

function isInOrder(wanted: string, text: string): boolean {
  let from = 0;
  for (const digit of wanted) {
    const at = text.indexOf(digit, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
