import { SourceError } from '@solarproof-import/core';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.js';
import { readRows } from './read-rows.js';
import { RowSplitter } from './row-splitter.js';
import { splitCells } from './split-cells.js';

const csvText = fc.string({
  unit: fc.constantFrom('"', '"', ',', '\n', '\r', ' ', 'a', 'é', '\u00a0', '\t'),
  maxLength: 40,
});

function cut<Sequence extends { slice(from: number, to: number): Sequence; length: number }>(
  whole: Sequence,
  size: number,
): Sequence[] {
  const count = Math.ceil(whole.length / size);
  return Array.from({ length: count }, (_, index) => whole.slice(index * size, (index + 1) * size));
}

async function* streamOf<Piece>(pieces: readonly Piece[]): AsyncGenerator<Piece, void> {
  yield* pieces;
}

async function rowsOf(pieces: AsyncIterable<string>): Promise<unknown> {
  const rows = [];
  try {
    for await (const row of readRows(pieces, { delimiter: ',', firstLine: 1 })) rows.push(row);
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
  return rows;
}

describe('RowSplitter', () => {
  it('sees the same rows as papaparse in any text', () => {
    fc.assert(
      fc.property(csvText, (text) => {
        const splitter = new RowSplitter(',');
        const split = splitter.push(`${text}x\n`);
        // Throws where papaparse counts other rows.
        splitCells(split.text, { delimiter: ',', rows: split.lines.length });
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives the same rows however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(csvText, fc.integer({ min: 1, max: 7 }), async (text, size) => {
        expect(await rowsOf(streamOf(cut(text, size)))).toEqual(await rowsOf(streamOf([text])));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['utf-8', 'utf-16le', 'windows-1252', 'gb18030'])(
    'decodes %s the same however the bytes are cut',
    async (encoding) => {
      // What is malformed in a multi-byte encoding iconv-lite itself decodes by how it is cut; UTF-8 is refused instead.
      const sameBytes =
        encoding === 'gb18030'
          ? (text: string) => iconv.encode(text, encoding)
          : (text: string) => Buffer.from(text);
      const bytes = fc.string({ unit: 'binary' }).map((text) => sameBytes(text.replaceAll('\0', '')));
      const whole = async (pieces: Uint8Array[]): Promise<string> => {
        let text = '';
        for await (const piece of decodeText(streamOf(pieces), encoding)) text += piece;
        return text;
      };
      await fc.assert(
        fc.asyncProperty(bytes, fc.integer({ min: 1, max: 5 }), async (content, size) => {
          const outcome = async (pieces: Uint8Array[]) =>
            whole(pieces).catch((error: unknown) => String(error));
          expect(await outcome(cut<Uint8Array>(content, size))).toBe(await outcome([content]));
        }),
        { numRuns: 200 },
      );
    },
  );

  it('counts physical lines inside quotes, CRLF as one', () => {
    const splitter = new RowSplitter(',');
    expect(splitter.push('"a\r\nb\rc\nd"\r\nx\r')).toEqual({ text: '"a\r\nb\rc\nd"\n', lines: [1] });
    expect(splitter.push('\ny')).toEqual({ text: 'x\n', lines: [5] });
    expect(splitter.end()).toEqual({ text: 'y\n', lines: [6] });
  });
});
