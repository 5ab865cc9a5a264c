import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hashLanes, hashText } from './text-hash.js';

function hashOf(text: string): readonly [number, number] {
  const lanes = hashLanes();
  hashText(text, lanes);
  return [lanes[0] ?? 0, lanes[1] ?? 0];
}

function bitsOf(value: number): number {
  let bits = 0;
  for (let rest = value >>> 0; rest > 0; rest >>>= 1) bits += rest & 1;
  return bits;
}

const emails = Array.from({ length: 100_000 }, (_, n) => `customer.${n}@example.com`);

test('the same text has the same hash, whatever the lanes held before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, before) => {
      const lanes = hashLanes();
      hashText(before, lanes);
      hashText(text, lanes);
      expect([...lanes]).toEqual(hashOf(text));
    }),
  );
});

test.each([
  ['an end that shows nothing', 'a', 'a\0'],
  ['nothing at all', '', '\0'],
  ['the order of pairs', 'abcd', 'cdab'],
  ['the order in a pair', 'ab', 'ba'],
  ['a high byte', 'ab', 'a\u0162'],
])('%s makes another hash', (_what, one, other) => {
  expect(hashOf(one)).not.toEqual(hashOf(other));
});

describe('the hashes of texts that are much alike', () => {
  it('differ, and each lane and each mix of both is as good as chance', () => {
    const both = new Set<string>();
    const first = new Set<number>();
    const second = new Set<number>();
    const mixed = new Set<number>();
    for (const [a, b] of emails.map(hashOf)) {
      both.add(`${a} ${b}`);
      first.add(a);
      second.add(b);
      mixed.add(((a << 16) | (b & 0xffff)) >>> 0);
    }
    expect(both.size).toBe(emails.length);
    // Chance alone lets 1.2 of 100,000 meet in 32 bits.
    for (const lane of [first, second, mixed]) expect(emails.length - lane.size).toBeLessThan(8);
  });

  it('fall evenly on a few low bits', () => {
    const falls = new Uint32Array(256);
    for (const email of emails) {
      const at = hashOf(email)[0] & 255;
      falls[at] = (falls[at] ?? 0) + 1;
    }
    // 391 each on average, and 20 as the usual distance from it.
    expect(Math.min(...falls)).toBeGreaterThan(290);
    expect(Math.max(...falls)).toBeLessThan(490);
  });

  it('have about half their bits in common where one character differs', () => {
    let differing = 0;
    const some = emails.slice(0, 2_000);
    for (const email of some) {
      const [a, b] = hashOf(email);
      const [otherA, otherB] = hashOf(email.replace('m', 'n'));
      differing += bitsOf(a ^ otherA) + bitsOf(b ^ otherB);
    }
    expect(differing / some.length).toBeGreaterThan(31);
    expect(differing / some.length).toBeLessThan(33);
  });
});
