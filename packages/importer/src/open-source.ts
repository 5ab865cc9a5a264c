import { open } from 'node:fs/promises';
import type { RowSource, SourceFormat } from '@solarproof-import/core';
import { looksLikeText, openCsv } from '@solarproof-import/parser-csv';
import { openXlsx } from '@solarproof-import/parser-xlsx';

/** How a source is read. */
export interface SourceOptions {
  /** The sheet to read; default: the first visible one. */
  readonly sheet?: string | undefined;
  /** A CSV's encoding; default: found out. */
  readonly encoding?: string | undefined;
}

const bytesToTellBy = 4_096;

/**
 * Opens a file by what it is, not by what it is called.
 * @throws SourceError where it is no table that can be read, SettingsError for an unknown encoding
 */
export async function openSource(
  path: string,
  { sheet, encoding }: SourceOptions,
): Promise<RowSource & { readonly format: SourceFormat }> {
  if (looksLikeText(await firstBytes(path))) {
    return withFormat(await openCsv(path, encoding === undefined ? {} : { encoding }), 'csv');
  }
  return withFormat(await openXlsx(path, sheet === undefined ? {} : { sheet }), 'xlsx');
}

function withFormat(source: RowSource, format: SourceFormat): RowSource & { readonly format: SourceFormat } {
  const { sheet, notices } = source;
  return { sheet, notices, format, rows: () => source.rows(), close: () => source.close() };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytesToTellBy);
    const { bytesRead } = await file.read(buffer, 0, bytesToTellBy, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
