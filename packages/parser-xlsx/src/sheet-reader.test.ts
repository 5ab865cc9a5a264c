import { readAll, sheetXml, xmlText } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXml } from './decode-xml.js';
import { readSheet } from './open-xlsx.js';
import { readSharedStrings, SharedStrings } from './shared-strings.js';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(pieces: AsyncIterable<Uint8Array>) {
  const rows = () =>
    readSheet(decodeXml(pieces), {
      sheet: 'S',
      strings: new SharedStrings(),
      formats: [],
      dateSystem: 1900,
    });
  return readAll({ sheet: 'S', notices: [], rows, close: async () => undefined });
}

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

describe('SheetReader', () => {
  it('gives the cells that were written, the same however the bytes are cut', async () => {
    const table = fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (cells, size) => {
        // The first cell says something, so that no row is blank.
        const written = cells.map((row) => ['x', ...row, 'y']);
        const cell = (text: string): string =>
          `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
        const bytes = Buffer.from(
          sheetXml(written.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')),
        );
        const expected = written.map((row, index) => ({ row: index + 1, cells: row }));
        expect(await rowsOf(cut(bytes, bytes.length))).toEqual(expected);
        expect(await rowsOf(cut(bytes, size))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('SharedStrings', () => {
  it('gives back every text under its number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 30 }), async (texts) => {
        const xml = `<sst>${texts.map((text) => `<si><t>${xmlText(text)}</t></si>`).join('')}</sst>`;
        const strings = await readSharedStrings(decodeXml(cut(Buffer.from(xml), 7)));
        expect(texts.map((_, index) => strings.at(index))).toEqual(texts);
        expect(strings.at(texts.length)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('grows with its texts', () => {
    const strings = new SharedStrings();
    for (let index = 0; index < 20_000; index += 1) strings.add(`Customer número ${index}`);
    expect([0, 4_095, 4_096, 19_999].map((index) => strings.at(index))).toEqual([
      'Customer número 0',
      'Customer número 4095',
      'Customer número 4096',
      'Customer número 19999',
    ]);
  });
});
