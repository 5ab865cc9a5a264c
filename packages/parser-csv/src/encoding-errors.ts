import { SourceError } from '@solarproof-import/core';

/** The file is no text. @param hasZero it holds NUL characters, which text never does */
export function noText(hasZero: boolean): SourceError {
  const sentence = hasZero
    ? 'This is not a text file: it holds NUL characters.'
    : 'This is not a text file, so it is no CSV.';
  return new SourceError('SOURCE_NOT_TEXT', sentence, [
    'Open it in the program it comes from and save it as CSV or as an Excel workbook (.xlsx).',
  ]);
}

/** It was taken for UTF-8, by its mark or by name, and is not. @param line the first that is not; left out where unknown */
export function notUtf8(line?: number): SourceError {
  return new SourceError(
    'SOURCE_ENCODING_WRONG',
    line === undefined
      ? 'The file is not UTF-8 text throughout.'
      : `The file is not UTF-8 text throughout: see line ${line}.`,
    ['Save it as "CSV UTF-8", or name its encoding, e.g. --encoding windows-1252.'],
  );
}

/** It was taken for UTF-16, by its mark or its zero bytes, and is not whole. @param line the first that is not */
export function notUtf16(line: number): SourceError {
  return new SourceError(
    'SOURCE_ENCODING_WRONG',
    `The file is not UTF-16 text throughout: see line ${line}.`,
    ['Check that it was saved or downloaded whole, or save it as "CSV UTF-8".'],
  );
}

/** What `--encoding` says, the bytes contradict. */
export function namedWrongly(named: string, isUtf16: boolean): SourceError {
  return new SourceError(
    'SOURCE_ENCODING_WRONG',
    isUtf16 ? `The file is UTF-16 text, not ${named}.` : `The file is no ${named} text.`,
    ['Leave --encoding out: it is found out then.'],
  );
}

/** The file has text in two encodings. @param line the first that is not UTF-8 */
export function mixed(line: number): SourceError {
  return new SourceError('SOURCE_ENCODING_MIXED', `The file is UTF-8 text, but line ${line} is not.`, [
    'Perhaps two lists were put together. Mend the names on that line and others like it, and save the file as "CSV UTF-8".',
    'To read it as it is, add --encoding windows-1252: the names that are UTF-8 come out broken then.',
  ]);
}

/** Most of it may be either. @param lines the first that is UTF-8, and the first that is not */
export function mixedLines({ utf8, other }: { readonly utf8: number; readonly other: number }): SourceError {
  return new SourceError(
    'SOURCE_ENCODING_MIXED',
    `The file is text in two encodings: line ${utf8} is UTF-8, line ${other} is not.`,
    [
      'Perhaps two lists were put together. Mend the names on these lines and others like them, and save the file as "CSV UTF-8".',
      'To read it as it is, add --encoding windows-1252: the names that are UTF-8 come out broken then.',
    ],
  );
}

/** Text of one byte a character stands in a UTF-16 file. @param line about where; left out where all of it is such text */
export function mixedUtf16(line?: number): SourceError {
  return new SourceError(
    'SOURCE_ENCODING_MIXED',
    line === undefined
      ? 'The file is marked as UTF-16 text, but is not.'
      : `The file begins as UTF-16 text, but is not from line ${line} on.`,
    ['Perhaps rows were added by another program. Put them in again in Excel, and save it as "CSV UTF-8".'],
  );
}

/** More than half is beyond ASCII and no Unicode: no list with delimiters and e-mail addresses in a western encoding. */
export function unknownText(): SourceError {
  return new SourceError(
    'SOURCE_NOT_TEXT',
    'This is not a text file, or it is in an encoding that cannot be told.',
    [
      'Open it in the program it comes from and save it as "CSV UTF-8" or as an Excel workbook (.xlsx).',
      'If you know its encoding, name it, e.g. --encoding gb18030.',
    ],
  );
}

/** The last character is not whole. */
export function cutOff(line: number): SourceError {
  return new SourceError(
    'SOURCE_CUT_OFF',
    `The file ends in the middle of a character on line ${line}: it is not whole.`,
    ['Copy or download it again.'],
  );
}

/** UTF-32, which nothing of this trade writes. */
export function utf32(): SourceError {
  return new SourceError('SOURCE_ENCODING_UNREADABLE', 'The file is UTF-32 text, which is not read.', [
    'Save it as "CSV UTF-8", or as an Excel workbook (.xlsx).',
  ]);
}
