/** Where `hashText` puts what it found: two lanes of 32 bits. */
export type HashLanes = Uint32Array;

/** Makes lanes for `hashText`; they can be used again and again. */
export function hashLanes(): HashLanes {
  return new Uint32Array(2);
}

/**
 * Puts a 64-bit hash of the text into `lanes`. It is no secret and no signature: it tells texts apart that nobody has made to
 * collide, and two different ones have the same hash once in 2^64.
 *
 * It is built as MurmurHash3 is (Austin Appleby, public domain): each two characters are multiplied apart and stirred into both
 * lanes, by other constants in each. The lanes feed each other at every step, since two that only start differently would
 * collide together far too often.
 */
export function hashText(text: string, lanes: HashLanes): void {
  let a = 0x9e3779b9;
  let b = 0x7f4a7c15;
  for (let at = 0; at < text.length; at += 2) {
    // That the text ended in the middle of a pair is told by the length below.
    const second = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    const pair = text.charCodeAt(at) | (second << 16);
    a ^= Math.imul(turn(Math.imul(pair, 0x9e3779b1), 15), 0x85ebca77);
    a = (Math.imul(turn(a, 19) + b, 5) + 0x561ccd1b) | 0;
    b ^= Math.imul(turn(Math.imul(pair, 0xc2b2ae3d), 16), 0x27d4eb2f);
    b = (Math.imul(turn(b, 17) + a, 5) + 0x0bcaa747) | 0;
  }
  a ^= text.length;
  b ^= text.length;
  a = (a + b) | 0;
  b = (b + a) | 0;
  a = settle(a);
  b = settle(b);
  a = (a + b) | 0;
  lanes[0] = a;
  lanes[1] = b + a;
}

function turn(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** Lets every bit have a say in every other. */
function settle(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
