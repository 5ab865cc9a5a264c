import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMojibake, hasProperAccents, unmangled } from './mojibake.js';

test.each([
  ['RenÃ©e', 'Renée'],
  ['Oâ€™Brien', 'O’Brien'],
  ['MÃ¼ller â€“ StraÃŸe', 'Müller – Straße'],
  ['Nguyá»…n', 'Nguyễn'],
  ['JosÃ\u00AD', 'Jos\u00ED'],
  ['CafÃ\u00A9 Â© 2020', 'Café © 2020'],
  ['Ã…sa', 'Åsa'],
  ['5 â‚¬', '5 €'],
  ['ZoÃ\u0083Â«', 'Zoë'],
])('%j was %j', (mangled, meant) => {
  expect(unmangled(mangled)).toBe(meant);
  expect(hasMojibake(mangled)).toBe(true);
  expect(hasProperAccents(mangled)).toBe(false);
});

test.each(['Renée', 'ÃNGELA', 'São Paulo', 'GARÇÃO', '李', 'Zoë and RenÃ©e', 'Ã€ la carte, naïve'])(
  '%j stays as it is: not all of it is mangled',
  (text) => {
    expect(unmangled(text)).toBe(text);
    expect(hasMojibake(text)).toBe(false);
    expect(hasProperAccents(text)).toBe(true);
  },
);

test.each(['', 'Jane', '100 %41', 'O’Brien', '5 €', '×'])('%j shows nothing of how it was read', (text) => {
  expect(unmangled(text)).toBe(text);
  expect(hasMojibake(text)).toBe(false);
  expect(hasProperAccents(text)).toBe(false);
});

test('what decodes to characters that nobody writes is left alone', () => {
  expect(unmangled('Â\u0085')).toBe('Â\u0085');
});

/** What a program shows that reads the UTF-8 of a text as ISO 8859-1. */
const mangledOnce = (text: string): string => String.fromCodePoint(...new TextEncoder().encode(text));

test('for every text with letters beyond ASCII: mangled once or twice, it comes back', () => {
  const letters = fc.string({ unit: fc.constantFrom(...Array.from('abc XYZ-éüñøłạ’–€李Ж')), maxLength: 12 });
  fc.assert(
    fc.property(letters, (text) => {
      expect(unmangled(mangledOnce(text))).toBe(text);
      expect(unmangled(mangledOnce(mangledOnce(text)))).toBe(text);
    }),
  );
});

test('for every text: nothing is thrown, and twice is as once', () => {
  const mixed = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('aÃÂâ€™©é\u0085\u009D%')),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(mixed, (text) => {
      const once = unmangled(text);
      expect(unmangled(once)).toBe(once);
      expect(hasMojibake(text)).toBe(once !== text);
    }),
  );
});
