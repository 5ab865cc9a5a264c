import fc from 'fast-check';

type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bits: number }
  | { readonly kind: 'cut'; readonly at: number }
  | {
      readonly kind: 'leave out' | 'repeat';
      readonly at: number;
      readonly length: number;
      readonly times: number;
    }
  | { readonly kind: 'put in'; readonly at: number; readonly bytes: Uint8Array };

const place = fc.integer({ min: 0, max: 0x7fffffff });

/** What stands in files where it matters, and numbers at which programs go wrong. */
const pieces = [
  '<',
  '>',
  '</c>',
  '</row>',
  '<row r="2">',
  '<c r="A1" t="s">',
  '<v>',
  '&#0;',
  '&amp;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '<!DOCTYPE x>',
  '"',
  "'",
  '=',
  '1048577',
  'XFD',
  '-1',
  '1e999',
  '\0',
  '\uFEFF',
  '_x0000_',
  '</sheetData>',
  '<sheetData>',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  'sep=;\n',
  '""',
  'PK\u0003\u0004',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  '/',
  '\\',
  '..',
].map((text) => Buffer.from(text));

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({
    kind: fc.constantFrom('leave out' as const, 'repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 64 }),
    times: fc.constantFrom(1, 2, 50),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('put in' as const),
      at: place,
      bytes: fc.oneof(
        fc.constantFrom(...pieces),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(
          Buffer.from('ffffffff', 'hex'),
          Buffer.from('0000', 'hex'),
          Buffer.from('fffe', 'hex'),
        ),
      ),
    }),
  },
);

/** One to four mutations of whatever bytes they are given. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 4,
});

/** The bytes with these mutations, one after the other; places are taken modulo the length. */
export function mutate(bytes: Uint8Array, list: readonly Mutation[]): Uint8Array {
  let result: Uint8Array = Buffer.from(bytes);
  for (const each of list) result = mutated(result, each);
  return result;
}

function mutated(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = bytes.length === 0 ? 0 : mutation.at % bytes.length;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (mutation.kind) {
    case 'flip': {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ mutation.bits;
      return copy;
    }
    case 'cut':
      return before;
    case 'leave out':
      return Buffer.concat([before, after.subarray(mutation.length)]);
    case 'repeat': {
      const range = after.subarray(0, mutation.length);
      return Buffer.concat([before, ...Array.from({ length: mutation.times }, () => range), after]);
    }
    case 'put in':
      return Buffer.concat([before, mutation.bytes, after]);
  }
}
