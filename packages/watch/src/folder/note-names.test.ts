import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToBytes } from './cut-to-bytes.js';
import { isNoteName, noteKinds, noteName } from './note-names.js';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 255 });

describe('the name of a note', () => {
  it('is that of its file, and what it is', () => {
    expect(noteName('customers.csv', 'error')).toBe('customers.csv.error.txt');
  });

  it('is always known as one, and short enough for any system', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...noteKinds), (name, kind) => {
        expect(isNoteName(noteName(name, kind))).toBe(true);
        expect(Buffer.byteLength(noteName(name, kind))).toBeLessThanOrEqual(255);
      }),
    );
  });
});

it('a text that is cut is the longest beginning that has room, with whole characters', () => {
  fc.assert(
    fc.property(text, fc.nat({ max: 100 }), (whole, most) => {
      const cut = cutToBytes(whole, most);
      const next = Array.from(whole)[Array.from(cut).length] ?? '';
      expect(whole.startsWith(cut)).toBe(true);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
      if (cut !== whole) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(most);
    }),
  );
});
