import fc from 'fast-check';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { certainOnly, type MendOptions } from '../customer-field.js';
import { emailRules } from './email-rules.js';
import { normaliseEmail, normaliseUserEmail } from './normalise-email.js';

const accepting = (...rules: readonly string[]): MendOptions => ({ accept: new Set(rules) });

/** The value, and the names of the rules that made it. */
function mended(text: string, options = certainOnly): readonly unknown[] {
  const { value, steps = [], why } = normaliseEmail(text, options);
  expect(why).toBeUndefined();
  if (steps.length > 0) expect(steps.at(-1)?.after).toBe(value);
  return [value, ...steps.map(({ rule }) => rule)];
}

describe('what is certain', () => {
  test.each([
    'jo@example.com',
    'Jo.LEE+solar@Example.COM',
    "o'brien@example.com.au",
    'jo@mail.example.org',
    '_jo@example.net',
  ])('%j stays as it is', (text) => {
    expect(normaliseEmail(text, certainOnly)).toEqual({ value: text });
  });

  test.each([
    [' jo@example.com\u00A0', 'TEXT_SPACES'],
    ['jo@exa\u200Bmple.com', 'TEXT_SPACES'],
    ['mailto:jo@example.com', 'EMAIL_MAILTO_OFF'],
    ['MAILTO: jo@example.com?subject=Solar&body=Hi', 'EMAIL_MAILTO_OFF'],
    ['SMTP:jo@example.com', 'EMAIL_MAILTO_OFF'],
    ['e-mail: jo@example.com', 'EMAIL_MAILTO_OFF'],
    ['Jo Lee <jo@example.com>', 'EMAIL_ADDRESS_OF_NAME'],
    ['<jo@example.com>;', 'EMAIL_ADDRESS_OF_NAME'],
    ['Lee, Jo (Perth) <jo@example.com>', 'EMAIL_ADDRESS_OF_NAME'],
    ['Jo Lee (jo@example.com)', 'EMAIL_ADDRESS_OF_NAME'],
    ['JO@example.com <jo@example.com>', 'EMAIL_ADDRESS_OF_NAME'],
    ['jo@example.com.', 'EMAIL_PUNCTUATION_OFF'],
    ['"jo@example.com",', 'EMAIL_PUNCTUATION_OFF'],
    ["'jo@example.com", 'EMAIL_PUNCTUATION_OFF'],
    ['[jo@example.com]', 'EMAIL_PUNCTUATION_OFF'],
    ['jo @example.com', 'EMAIL_PUNCTUATION_OFF'],
    ['jo@ example .com', 'EMAIL_PUNCTUATION_OFF'],
    ['jo@example.com; jo@example.com', 'EMAIL_REPEATED_ONCE'],
    ['jo@example.com, JO@EXAMPLE.COM', 'EMAIL_REPEATED_ONCE'],
    ['jo@example.com#mailto:jo@example.com#', 'EMAIL_REPEATED_ONCE'],
  ])('%j becomes jo@example.com by %s', (text, rule) => {
    expect(mended(text)).toEqual(['jo@example.com', rule]);
  });

  test('one rule may have to follow another, and each is noted', () => {
    expect(mended(' Jo <mailto:jo@example.com> ')).toEqual([
      'jo@example.com',
      'TEXT_SPACES',
      'EMAIL_ADDRESS_OF_NAME',
      'EMAIL_MAILTO_OFF',
    ]);
  });

  test.each(['n/a', '-', 'none', 'No email', 'unknown'])('%j stands for none', (text) => {
    expect(mended(text)).toEqual(['', 'BLANK_WORD']);
  });
});

describe('what is likely', () => {
  test.each([
    ['jo@example.com; al@example.org', 'jo@example.com'],
    ['jo@example.com al@example.org', 'jo@example.com'],
    ['jo@example.com or al@example.org', 'jo@example.com'],
    ['jo@example.com/al@example.org', 'jo@example.com'],
    ['jo@example.com ::: al@example.org', 'jo@example.com'],
    ['Jo <jo@example.com>; "Lee, Al" <al@example.org>', 'jo@example.com'],
    ['al@example.org <jo@example.com>', 'al@example.org'],
    ['jo@example.com; broken@', 'jo@example.com'],
    ['jo lee@example.com; al@example.org', 'al@example.org'],
    ['jo@example.com (old), jo@example.com', 'jo@example.com'],
  ])('of %j the first whole one is suggested, and taken where that is accepted', (text, value) => {
    const rule = 'EMAIL_FIRST_OF_SEVERAL';
    expect(normaliseEmail(text, certainOnly)).toEqual({
      value: text,
      why: 'several',
      likely: { rule, value },
    });
    expect(mended(text, accepting(rule))).toEqual([value, rule]);
  });

  test.each([
    ['jo@example,com', 'jo@example.com'],
    ['jo@example.com,au', 'jo@example.com.au'],
    ['jo@example, com', 'jo@example.com'],
  ])('%j is suggested as %j', (text, value) => {
    const rule = 'EMAIL_DOT_FOR_COMMA';
    expect(normaliseEmail(text, certainOnly)).toEqual({ value: text, why: 'comma', likely: { rule, value } });
    expect(mended(text, accepting(rule))).toEqual([value, rule]);
  });

  test('a mistyped domain is suggested, mended, or left as written, as the user says', () => {
    const rule = 'EMAIL_DOMAIN_MENDED';
    const likely = { rule, value: 'Jo@gmail.com' };
    expect(normaliseEmail(' Jo@Gmial.com', certainOnly)).toEqual({
      value: 'Jo@Gmial.com',
      why: 'domain-typo',
      likely,
    });
    expect(mended(' Jo@Gmial.com', accepting(rule))).toEqual(['Jo@gmail.com', 'TEXT_SPACES', rule]);
    expect(mended('Jo@Gmial.com', accepting(rule, 'EMAIL_AS_WRITTEN'))).toEqual(['Jo@Gmial.com']);
  });

  test('a mend that is accepted can need another one', () => {
    const every = accepting('EMAIL_FIRST_OF_SEVERAL', 'EMAIL_DOMAIN_MENDED');
    expect(mended('jo@gmial.com; al@example.org', every)).toEqual([
      'jo@gmail.com',
      'EMAIL_FIRST_OF_SEVERAL',
      'EMAIL_DOMAIN_MENDED',
    ]);
  });
});

describe('what is neither', () => {
  test.each([
    'none@example.com',
    'noemail@example.com',
    'No.Email@example.com',
    'no-e-mail@example.com',
    'no@example.com',
    'na@example.com',
    'n/a@example.com',
    'nil@example.com',
    'xxx@example.com',
    'notprovided@example.com',
    'jo@noemail.com',
    'jo@none.com',
    'jo@nomail.com',
    'jo@noemail.com.au',
    'test@test.com',
    'abc@abc.com.au',
    'a@a.com',
    'x@x.net',
    'Jo <none@example.com>',
  ])('%j is made up', (text) => {
    expect(normaliseEmail(text, accepting('EMAIL_AS_WRITTEN'))).toEqual({ value: text, why: 'placeholder' });
  });

  test.each([
    'noreply@example.com',
    'test@example.com',
    'nolan@example.com',
    'nadia@example.com',
    'none.more@example.com',
    'noone@example.com',
    'a@b.example',
    'email@test.example',
  ])('%j may be real', (text) => {
    expect(normaliseEmail(text, certainOnly)).toEqual({ value: text });
  });

  test.each([
    'jo lee@example.com',
    'jo lee@example,com',
    'jo@ex ample.com',
    'jo@example',
    '@example.com',
    'jo',
    'jo@@example.com',
    'Call jo@example.com',
    'jo@example.com (old)',
    'jo@example.com. Call',
    'jo@example.com, ann',
    'mailto:',
    '<>',
    '@',
  ])('%j is left for the schema to refuse', (text) => {
    expect(normaliseEmail(text, certainOnly)).toEqual({ value: text });
    expect(z.email().safeParse(text).success).toBe(false);
  });

  test('broken characters are an error of their own', () => {
    expect(normaliseEmail('jos\uFFFD@example.com', certainOnly)).toMatchObject({ why: 'broken-characters' });
  });
});

test("a user's address is taken out of the same wrapping, and its spelling is not doubted", () => {
  expect(normaliseUserEmail('Jo <jo@gmial.com>', certainOnly).value).toBe('jo@gmial.com');
  expect(normaliseUserEmail('none@example.com', certainOnly)).toEqual({ value: 'none@example.com' });
  expect(normaliseUserEmail('n/a', certainOnly).value).toBe('');
});

const atom = fc.stringMatching(/^[a-zA-Z\d][a-zA-Z\d_+-]{0,8}$/);
const address = fc
  .tuple(
    fc.array(atom, { minLength: 1, maxLength: 3 }),
    fc.stringMatching(/^[a-z\d]{3,12}$/),
    fc.constantFrom('example', 'com', 'net.au', 'org'),
  )
  .map(([local, domain, ending]) => `${local.join('.')}@${domain}.${ending}`);

test('for every good address: out of padding, a link, a name or punctuation it comes back', () => {
  const wrapping = fc.constantFrom(
    (text: string) => `  ${text}\u00A0`,
    (text: string) => `mailto:${text}`,
    (text: string) => `mailto:${text}?subject=Solar`,
    (text: string) => `Jo Lee <${text}>`,
    (text: string) => `"Lee, Jo" <${text}>`,
    (text: string) => `<${text}>`,
    (text: string) => `(${text}).`,
    (text: string) => `${text};`,
    (text: string) => text.replace('@', ' @ '),
    (text: string) => `${text}; ${text.toUpperCase()}`,
  );
  fc.assert(
    fc.property(address, fc.array(wrapping, { maxLength: 1 }), fc.boolean(), (good, wrappings, isPadded) => {
      const text = wrappings.reduce((inner, wrap) => wrap(inner), good);
      expect(normaliseUserEmail(isPadded ? ` ${text} ` : text, certainOnly).value).toBe(good);
    }),
  );
});

test('for every text and every choice: once is as good as twice, what changed is noted, nothing is thrown', () => {
  const piece = fc.oneof(
    address,
    fc.constantFrom(
      'mailto:',
      'smtp:',
      '<',
      '>',
      '(',
      ')',
      '"',
      "'",
      ' ',
      '; ',
      ', ',
      ' or ',
      '/',
      '#',
      '.',
      '@',
      'none',
      'gmial.com',
      ',com',
      ' .au',
      '?',
      'jo',
      '\u200B',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const accept = fc.subarray([...emailRules.map(({ name }) => name), 'EMAIL_AS_WRITTEN']);
  fc.assert(
    fc.property(text, accept, (cell, names) => {
      for (const normalise of [normaliseEmail, normaliseUserEmail]) {
        const { value, steps, why } = normalise(cell, accepting(...names));
        expect(steps?.at(-1)?.after ?? (why === undefined ? cell : value)).toBe(value);
        const again = normalise(String(value), accepting(...names));
        expect([again.value, again.steps, again.why]).toEqual([value, undefined, why]);
      }
    }),
    { numRuns: 1_000 },
  );
});
