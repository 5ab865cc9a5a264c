import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '@solarproof-import/core';
import { readAll, temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../test/in-pieces.js';
import { decodeText } from './decode-text.js';
import { detectEncoding } from './detect-encoding.js';
import { openCsv, type CsvOptions } from './open-csv.js';

async function read(content: Uint8Array, options?: CsvOptions) {
  const path = join(await temporaryFolder(), 'customers.csv');
  await writeFile(path, content);
  const source = await openCsv(path, options);
  try {
    const rows = await readAll(source);
    return { cells: rows.map(({ cells }) => cells), source };
  } finally {
    await source.close();
  }
}

async function* streamOf<Piece>(pieces: readonly Piece[]): AsyncGenerator<Piece, void> {
  yield* pieces;
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const accented = 'Zoë,Brontë\nJürgen,Müller\nHélène,Noël\n';

describe('the encoding of a file', () => {
  it('is Windows-1252 where it is not UTF-8, with three names by which to see it', async () => {
    const text = 'Name;Ort;Note\nZoë;Köln;8 m² à 5 €\nBjörn;Perth;\nAda;Perth;\n';
    const { cells, source } = await read(iconv.encode(text, 'windows-1252'));
    expect(cells[1]).toEqual(['Zoë', 'Köln', '8 m² à 5 €']);
    expect(source.notices).toEqual([
      {
        code: 'ENCODING_GUESSED',
        level: 'warning',
        place: {},
        values: { encoding: 'windows-1252', samples: 'Zoë, Köln, Björn' },
      },
    ]);
  });

  it('is told by other values where no name has a special character', async () => {
    const { source } = await read(latin('Name,Note\nAda,roof 8 m² flat\nBo,5 m\n'));
    expect(source.notices[0]?.values).toMatchObject({ samples: 'roof 8 m² flat' });
  });

  it('is decided by the whole file, not by its start', async () => {
    const text = `Name,Email\n${'Ada,ada@example.com\n'.repeat(20_000)}`;
    const { cells } = await read(Buffer.concat([utf8(text), latin('Zoë,zoe@example.com\n')]));
    expect(cells.at(-1)).toEqual(['Zoë', 'zoe@example.com']);
  });

  it('is refused where most is UTF-8 and a line is not: two lists pasted together', async () => {
    const both = Buffer.concat([utf8(`Name,Town\n${accented}`), latin('Søren,Ångström\n'), utf8(accented)]);
    await expect(read(both)).rejects.toMatchObject({
      code: 'SOURCE_ENCODING_MIXED',
      message: expect.stringContaining('line 5'),
    });
    const { cells } = await read(both, { encoding: 'windows-1252' });
    expect(cells[4]).toEqual(['Søren', 'Ångström']);
  });

  it('stays Windows-1252 where only a little looks like UTF-8', async () => {
    const both = Buffer.concat([latin(`Name,Town\n${accented}`), utf8('Søren,x\n')]);
    const { source } = await read(both);
    expect(source.encoding).toBe('windows-1252');
  });

  it('is refused where names of UTF-8 follow on many of Windows-1252', async () => {
    const both = Buffer.concat([
      latin('Name\nRené\nZoë\nAndré\nJörg\nBjörn\n'),
      utf8('José\nNúñez\nChloé\n'),
    ]);
    await expect(read(both)).rejects.toMatchObject({
      code: 'SOURCE_ENCODING_MIXED',
      message: 'The file is text in two encodings: line 7 is UTF-8, line 2 is not.',
    });
    expect((await read(both, { encoding: 'windows-1252' })).cells[1]).toEqual(['René']);
  });

  it('is Windows-1252 where capitals with symbols behind them happen to look like UTF-8', async () => {
    const text =
      'Name,Note\nIRMÃ’S CAFÉ™,„A bis Ä“\nCAFÉ’S,IRMÃ’S\nÄ’s Laden,Müller…\nÅ® Å®,café’”\nRené,Zoë\nJörg,Björn\nHélène,Noël\nJürgen,Brontë\nMüller,Größe\nLöw,Çelik\nAnaïs,Núñez\n';
    const { cells, source } = await read(iconv.encode(text, 'windows-1252'));
    expect(source.encoding).toBe('windows-1252');
    expect(cells[2]).toEqual(['CAFÉ’S', 'IRMÃ’S']);
  });

  it('is no reason to read a file whose last character is cut off', async () => {
    const bytes = utf8(`Name,Town\n${accented}Zoë`).subarray(0, -1);
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'SOURCE_CUT_OFF',
      message: expect.stringContaining('line 5'),
    });
  });

  const table = (names: readonly string[]): string =>
    ['Name,E-mail,Phone', ...names.map((name, at) => `${name},c${at}@example.com,0491 570 006`)].join('\r\n');
  const scripts: readonly (readonly [string, string])[] = [
    ['English', table(['Ada Birch', 'Bo Lee'])],
    ['Vietnamese', table(['Nguyễn Thị Hương', 'Đặng Văn Lộc'])],
    ['Chinese', table(['一二三四', '陳大文', '一', '二'])],
    ['Chinese alone', '姓名,城市\r\n陳大文,珀斯\r\n李小龍,悉尼\r\n'],
    ['Greek', table(['Γιώργος Παπαδόπουλος', 'Ελένη'])],
    ['Arabic', table(['محمد علي', 'فاطمة'])],
    ['emoji', table(['🙂 Ada', 'Bo 👩‍🚀'])],
  ];

  const utf16Files = scripts.flatMap(([script, text]) =>
    (['utf-16le', 'utf-16be'] as const).flatMap((encoding) =>
      [true, false].map((addBOM) => ({ encoding, addBOM, script, text })),
    ),
  );
  it.each(utf16Files)('is $encoding (BOM: $addBOM) for $script names', async ({ encoding, addBOM, text }) => {
    const bytes = iconv.encode(text, encoding, { addBOM });
    const { cells, source } = await read(bytes);
    expect(source).toMatchObject({ encoding, delimiter: ',', notices: [] });
    expect(cells).toEqual(
      text
        .trim()
        .split('\r\n')
        .map((row) => row.split(',')),
    );
  });

  it('is what a person names', async () => {
    const { cells, source } = await read(iconv.encode('Name,Town\nZoë,Köln\n', 'macintosh'), {
      encoding: 'Macintosh',
    });
    expect(cells[1]).toEqual(['Zoë', 'Köln']);
    expect(source.notices).toEqual([]);
  });

  it('can be named for a file that begins with a mark of UTF-8, which is taken off', async () => {
    const bytes = Buffer.concat([utf8('\uFEFF'), latin('Name,Town\nZoë,Köln\n')]);
    expect((await read(bytes, { encoding: 'windows-1252' })).cells).toEqual([
      ['Name', 'Town'],
      ['Zoë', 'Köln'],
    ]);
  });

  it('can be named without the order of the bytes', async () => {
    const bytes = iconv.encode(table(['Zoë']), 'utf-16be');
    expect((await read(bytes, { encoding: 'UTF-16' })).cells[1]?.[0]).toBe('Zoë');
  });
});

describe('bytes that are not what they should be', () => {
  const utf16 = (text: string): Buffer => iconv.encode(text, 'utf-16le', { addBOM: true });
  const halfPair = '\uD83D';
  const wrong: readonly (readonly [title: string, says: string, bytes: Uint8Array, encoding?: string])[] = [
    ['UTF-8 by its mark alone', 'line 2', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xff])],
    ['UTF-8 by name alone', 'line 3', latin('Name\nAda\nZoë\n'), 'utf-8'],
    ['UTF-16 by name alone', 'no utf-16le', utf8('Name,Town\nAda,Perth\n'), 'utf-16le'],
    ['UTF-16 with another name', 'UTF-16 text', utf16('Name,Town\nAda,Perth\n'), 'windows-1252'],
    ['UTF-16 with half a unit', 'line 3', Buffer.concat([utf16('a,b\nc,d\n'), Buffer.of(0x41)])],
    ['UTF-16 with half a pair', 'line 2', utf16(`a,b\nc,${halfPair}\ne,f\n`)],
    [
      'UTF-16 with plain rows behind',
      'from line 3',
      Buffer.concat([utf16('a,b\r\nc,d\r\n'), utf8('Bo,bob\r\n')]),
    ],
    [
      'UTF-16 by its mark alone',
      'marked as UTF-16',
      Buffer.concat([Buffer.of(0xff, 0xfe), utf8('a,b\r\nc,d\r\n')]),
    ],
    ['high bytes alone', 'cannot be told', Buffer.alloc(5_000).map((_, at) => 128 + ((at * 89) % 128))],
    ['UTF-16 that ends in half a pair', 'line 3', utf16(`a,b\nc,d\n${halfPair}`)],
  ];
  it.each(wrong.map(([title, ...rest]) => [title, rest] as const))(
    'are refused: %s',
    async (_title, rest) => {
      const [says, bytes, encoding] = rest;
      await expect(read(bytes, { encoding })).rejects.toMatchObject({
        name: 'SourceError',
        message: expect.stringContaining(says),
      });
    },
  );

  it.each([
    ['little', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['big', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61])],
  ])('are refused as UTF-32, %s end first', async (_title, bytes) => {
    await expect(read(bytes)).rejects.toThrow('UTF-32');
  });
});

describe('decoding', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030'])(
    'gives the same for %s however the bytes are cut',
    async (encoding) => {
      // What is malformed in a multi-byte encoding iconv-lite itself decodes by how it is cut; Unicode is refused instead.
      const text = fc.string({ unit: 'binary' }).map((given) => given.replaceAll('\0', ''));
      const lines = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n', '\uD83D', '\uDE42', '🙂') });
      const bytes = (encoding.startsWith('utf-16') ? fc.oneof(text, lines) : text).map((given) =>
        encoding === 'gb18030' || encoding.startsWith('utf-16') ? iconv.encode(given, encoding) : utf8(given),
      );
      const decoded = async (pieces: readonly Uint8Array[]): Promise<string> => {
        let whole = '';
        try {
          for await (const piece of decodeText(streamOf(pieces), encoding)) whole += piece;
        } catch (error) {
          if (error instanceof SourceError) return error.message;
          throw error;
        }
        return whole;
      };
      await fc.assert(
        fc.asyncProperty(bytes, fc.integer({ min: 1, max: 5 }), async (content, size) => {
          expect(await decoded(inPieces<Uint8Array>(content, size))).toBe(await decoded([content]));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('and detecting do not depend on how the bytes are cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '\r', 'é', '名', '🙂'), maxLength: 30 });
    const stray = fc.constantFrom(Buffer.of(), Buffer.of(0xe9), Buffer.of(0xc3), Buffer.of(0xf0, 0x9f));
    const bytes = fc
      .tuple(text, stray, text, stray)
      .map(([a, b, c, d]) => Buffer.concat([utf8(a), b, utf8(c), d]));
    const detected = (pieces: readonly Uint8Array[]) =>
      detectEncoding(() => streamOf(pieces)).catch((error: unknown) => String(error));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 5 }), async (content, size) => {
        expect(await detected(inPieces<Uint8Array>(content, size))).toEqual(await detected([content]));
      }),
      { numRuns: 500 },
    );
  });
});
