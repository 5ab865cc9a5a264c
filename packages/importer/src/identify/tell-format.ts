import { open, type FileHandle } from 'node:fs/promises';
import { SourceError, unreadableSource, type SourceFormat } from '@solarproof-import/core';
import { looksLikeXlsx } from '@solarproof-import/parser-xlsx';
import { refuseInterrupted } from '../refuse-interrupted.js';
import { probeFile, readAt, type FileProbe } from './file-probe.js';
import { markupKinds } from './markup-kinds.js';
import { messageKinds } from './message-kinds.js';
import { isOldOffice, refuseOldOffice } from './old-office.js';
import { oldTableKinds } from './old-table-kinds.js';
import { packedKinds } from './packed-kinds.js';
import { pictureKinds } from './picture-kinds.js';
import { refusedDocument, type ForeignKind } from './refused.js';
import { startsWith } from './starts-with.js';
import { systemKinds } from './system-kinds.js';

const richText: ForeignKind = {
  matches: startsWith('{\\rtf'),
  refuse: () => refusedDocument('SOURCE_IS_RTF', 'This is a text document (RTF), not a workbook.'),
};

/** In the order in which they are tried: what is certain by its first bytes goes before what is judged as text. */
const foreignKinds: readonly ForeignKind[] = [
  ...pictureKinds,
  ...packedKinds,
  ...oldTableKinds,
  ...systemKinds,
  richText,
  ...markupKinds,
  ...messageKinds,
];

/**
 * Tells by its content which reader a file is for. What nothing proves to be something else is taken for a CSV.
 * @param signal ends the reading of a file of zeros, which alone may take long
 * @throws SourceError where it is a file of another kind, saying which and how to make a list of it, or cannot be read
 * @throws InterruptedError where the signal came first
 */
export async function tellFormat(path: string, signal?: AbortSignal): Promise<SourceFormat> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadableSource(error);
  });
  try {
    const probe = await probeFile(file);
    if (looksLikeXlsx(probe.head)) return 'xlsx';
    if (isOldOffice(probe)) throw await refuseOldOffice(file);
    const refusal = foreignRefusal(probe);
    if (refusal !== undefined) throw refusal;
    if (await isAllZeros(file, probe, signal)) throw nothingButZeros();
    return 'csv';
  } finally {
    await file.close();
  }
}

/** The refusal of what its first and last bytes prove to be of a kind that is not read. */
export function foreignRefusal(probe: FileProbe): SourceError | undefined {
  return foreignKinds.find(({ matches }) => matches(probe))?.refuse(probe);
}

const bytesAtOnce = 65_536;

/** Mostly decided by the first byte; a file of zeros is read to its end. */
async function isAllZeros(
  file: FileHandle,
  { head, size }: FileProbe,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (size === 0 || head.some((byte) => byte !== 0)) return false;
  for (let position = head.length; position < size; position += bytesAtOnce) {
    refuseInterrupted(signal);
    const bytes = await readAt(file, position, bytesAtOnce);
    if (bytes.some((byte) => byte !== 0)) return false;
  }
  return true;
}

function nothingButZeros(): SourceError {
  return new SourceError(
    'SOURCE_IS_BLANK',
    'The file has a size but no content: it holds nothing but zeros.',
    [
      'It was not copied or saved whole. Copy or download it again.',
      'In OneDrive, Dropbox or iCloud, first make it available on this computer ("Always keep on this device").',
    ],
  );
}
