import { isBlank, SourceError, type RawRow } from '@solarproof-import/core';
import { limits } from './limits.js';
import { SheetReader, type SheetContext } from './sheet-reader.js';
import { SheetXml } from './sheet-xml.js';

/** The first rows of a sheet that are not blank, without reading the rest of it; `undefined` where they are damaged. */
export async function previewSheet(
  pieces: AsyncIterable<string>,
  context: SheetContext,
): Promise<readonly RawRow[] | undefined> {
  const rows: RawRow[] = [];
  try {
    for await (const row of firstRows(pieces, context)) {
      if (!isBlank(row)) rows.push(row);
      if (rows.length >= limits.previewRows) break;
    }
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
  return rows;
}

async function* firstRows(
  pieces: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<RawRow, void> {
  const reader = new SheetReader(context);
  const xml = new SheetXml(reader);
  let characters = limits.previewCharacters;
  for await (const piece of pieces) {
    xml.write(piece);
    yield* reader.take();
    characters -= piece.length;
    if (characters <= 0) return;
  }
  xml.end();
  yield* reader.take();
}
