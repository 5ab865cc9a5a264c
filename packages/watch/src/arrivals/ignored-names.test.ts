import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteName } from '../folder/note-names.js';
import { isIgnoredName, markerOf } from './ignored-names.js';

const inAnyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => Array.from(text, (letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));

describe('a name in an inbox that is no list:', () => {
  it.each([
    ['~$customers.xlsx', 'open in Excel'],
    ['.~lock.customers.ods#', 'open in LibreOffice'],
    ['.customers.csv', 'hidden'],
    ['.solarproof-import', 'the mark'],
    ['._customers.csv', 'of macOS'],
    ['.nfs0000000000123', 'removed and still open on NFS'],
    ['customers.csv.tmp', 'half-written'],
    ['~WRL0001.tmp', 'of Word'],
    ['customers.temp', 'half-written'],
    ['customers.csv.part', 'half-downloaded'],
    ['customers.csv.partial', 'half-copied'],
    ['customers.csv.filepart', 'half-copied by WinSCP'],
    ['customers.xlsx.crdownload', 'half-downloaded'],
    ['customers.download', 'half-downloaded'],
    ['customers.csv.crswap', 'half-written'],
    ['Thumbs.db', 'of Windows'],
    ['ehthumbs.db', 'of Windows'],
    ['desktop.ini', 'of Windows'],
    ['customers.csv.waiting.txt', 'a note of ours'],
    ['customers.csv.error.txt', 'a note of ours'],
    ['customers.csv.duplicate.txt', 'a note of ours'],
    ['customers.csv.review.txt', 'a note of ours'],
  ])('%s, %s', (name) => {
    expect(isIgnoredName(name)).toBe(true);
  });

  it.each([
    'customers.csv',
    'customers.xlsx',
    '~customers.xlsx',
    '$customers.xlsx',
    'customers~$.xlsx',
    'part.csv',
    'tmp',
    'apartment.csv',
    'Thumbs.db.csv',
    'my desktop.ini.csv',
    'error.txt',
    'error.txt.csv',
    'customers.result.xlsx',
    'customers.ready',
    'a list without an ending',
  ])('but not %s', (name) => {
    expect(isIgnoredName(name)).toBe(false);
  });

  it('in whatever letters a program or system writes it', () => {
    const endings = ['tmp', 'temp', 'part', 'partial', 'filepart', 'crdownload', 'download', 'crswap'];
    const names = fc.oneof(
      fc.constantFrom('thumbs.db', 'ehthumbs.db', 'desktop.ini').chain(inAnyCase),
      fc.constantFrom(...endings.map((ending) => `customers.${ending}`)).chain(inAnyCase),
      fc
        .constantFrom('error' as const, 'duplicate' as const, 'review' as const, 'waiting' as const)
        .chain((kind) => inAnyCase(noteName('customers.csv', kind))),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(isIgnoredName(name)).toBe(true);
      }),
    );
  });
});

describe('a marker', () => {
  const markers = fc
    .tuple(fc.stringMatching(/^[a-z$.]{0,3}$/), fc.stringMatching(/^[a-z$.]{0,4}$/))
    .filter(([before, after]) => before + after !== '')
    .map(([before, after]) => `${before}{name}${after}`);
  const names = fc.string({ minLength: 1, maxLength: 12 });

  it('of every file is known as one, and is no list', () => {
    fc.assert(
      fc.property(markers, names, (marker, name) => {
        expect(isIgnoredName(markerOf(name, marker), marker)).toBe(true);
      }),
    );
  });

  it('holds a name as it is, also one with dollar signs', () => {
    expect(markerOf('$&$1.csv', '{name}.ready')).toBe('$&$1.csv.ready');
  });

  it.each([
    ['customers.csv', '{name}.ready', false],
    ['.ready', 'x{name}.ready', true],
    ['ready', '{name}ready', false],
    ['go-customers.csv', 'go-{name}', true],
  ])('%s by %s: %s', (name, marker, expected) => {
    expect(isIgnoredName(name, marker)).toBe(expected);
  });
});
