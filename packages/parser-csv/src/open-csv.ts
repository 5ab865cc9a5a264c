import type { FileHandle } from 'node:fs/promises';
import { emptySource, SettingsError, type Issue, type RowSource } from '@solarproof-import/core';
import { decodeText, encodingName } from './decode-text.js';
import { detectBlanks } from './detect-blanks.js';
import { detectDelimiter } from './detect-delimiter.js';
import { detectEncoding } from './detect-encoding.js';
import { isKnownEncoding } from './legacy-decoder.js';
import { limits } from './limits.js';
import { readRows } from './read-rows.js';
import { rowShapeOf } from './row-shape.js';
import { sampleRows } from './sample-rows.js';
import { sampleWords } from './sample-words.js';
import { separatorRow } from './separator-row.js';
import { openSourceFile, sourceBytes } from './source-file.js';

export interface CsvOptions {
  /** By any usual name: `utf-8`, `windows-1252`, `utf-16le` … Default: found by looking at the whole file. */
  readonly encoding?: string | undefined;
  /** One character. Default: the file's `sep=` line, else comma, semicolon, tab or pipe, whichever fits the rows. */
  readonly delimiter?: string | undefined;
}

/** A CSV's rows, and how they were read. */
export interface CsvSource extends RowSource {
  readonly encoding: string;
  readonly delimiter: string;
}

/**
 * Opens a CSV or TSV file: decides encoding and delimiter, then streams rows.
 * A first line `sep=;` says the delimiter and is no row: spreadsheet programs do not show it, so row 1 is the line after.
 * @throws SourceError where the file is missing, empty or no text
 * @throws SettingsError where an option names no encoding or no delimiter
 */
export async function openCsv(path: string, options: CsvOptions = {}): Promise<CsvSource> {
  assertOptions(options);
  const file = await openSourceFile(path);
  try {
    return await describe(file, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function describe(file: FileHandle, options: CsvOptions): Promise<CsvSource> {
  const found = await detectEncoding(() => sourceBytes(file), options.encoding);
  const { encoding } = found;
  const text = (): AsyncGenerator<string, void> => decodeText(sourceBytes(file, found.foreignMark), encoding);
  const { sample, isWhole } = await sampleOf(text());
  if (sample === '') throw emptySource();
  const separator = separatorRow(sample);
  const rest = sample.slice(separator.characters);
  const delimiter = options.delimiter ?? separator.delimiter ?? detectDelimiter(rest, isWhole);
  const firstLine = separator.delimiter === undefined ? 1 : 2;
  const dialect = { delimiter, skipsBlanks: detectBlanks(rest, delimiter, isWhole) };
  const shape = rowShapeOf(sampleRows(rest, dialect, isWhole));
  return {
    sheet: '',
    encoding,
    delimiter,
    notices: found.guessed ? [guessNotice(encoding, await sampleWords(text()))] : [],
    rows: () => readRows(withoutStart(text(), separator.characters), { dialect, firstLine, shape }),
    close: () => file.close(),
  };
}

function assertOptions({ encoding, delimiter }: CsvOptions): void {
  if (encoding !== undefined && !isKnownEncoding(encodingName(encoding))) {
    throw new SettingsError('ENCODING_UNKNOWN', `No encoding is called "${encoding}".`, [
      'Use utf-8, windows-1252, utf-16le, macintosh or another usual name.',
    ]);
  }
  if (delimiter !== undefined && !/^[^\r\n"\uFEFF]$/.test(delimiter)) {
    throw new SettingsError(
      'DELIMITER_UNUSABLE',
      'A delimiter is one character, and no quote or line break.',
    );
  }
}

async function sampleOf(pieces: AsyncIterable<string>): Promise<{ sample: string; isWhole: boolean }> {
  let sample = '';
  for await (const piece of pieces) {
    sample += piece;
    if (sample.length >= limits.sampleCharacters) return { sample, isWhole: false };
  }
  return { sample, isWhole: true };
}

async function* withoutStart(
  pieces: AsyncIterable<string>,
  characters: number,
): AsyncGenerator<string, void> {
  let left = characters;
  for await (const piece of pieces) {
    const cut = Math.min(left, piece.length);
    left -= cut;
    yield cut === 0 ? piece : piece.slice(cut);
  }
}

function guessNotice(encoding: string, samples: readonly string[]): Issue {
  const values = { encoding, samples: samples.join(', ') };
  return { code: 'ENCODING_GUESSED', level: 'warning', place: {}, values };
}
