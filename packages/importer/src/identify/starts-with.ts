import type { FileProbe } from './file-probe.js';

/** A test for a file's bytes from `at` on. @param bytes one character a byte */
export function startsWith(bytes: string, at = 0): (probe: FileProbe) => boolean {
  const expected = Buffer.from(bytes, 'latin1');
  return ({ head }) => expected.equals(head.subarray(at, at + expected.length));
}

/** The same for several beginnings. */
export function startsWithOneOf(...beginnings: readonly string[]): (probe: FileProbe) => boolean {
  const tests = beginnings.map((bytes) => startsWith(bytes));
  return (probe) => tests.some((test) => test(probe));
}
