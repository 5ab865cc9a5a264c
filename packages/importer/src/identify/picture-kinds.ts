import { SourceError } from '@solarproof-import/core';
import type { FileProbe } from './file-probe.js';
import { refusedOther, type ForeignKind } from './refused.js';
import { startsWith, startsWithOneOf } from './starts-with.js';

const isPicture = startsWithOneOf(
  '\u0089PNG\r\n\u001a\n',
  '\u00ff\u00d8\u00ff',
  'GIF87a',
  'GIF89a',
  'II*\0',
  'MM\0*',
);
const isRiff = startsWith('RIFF');
const isWebp = startsWith('WEBP', 8);
const hasBox = startsWith('ftyp', 4);
const isHeic = /^(?:heic|heix|hevc|heim|heis|mif1|msf1|avif)$/;

/** Pictures, films and PDF: a person sees a table in them, a program does not. */
export const pictureKinds: readonly ForeignKind[] = [
  {
    matches: ({ text }) => text.startsWith('%PDF-'),
    refuse: () =>
      new SourceError('SOURCE_IS_PDF', 'This is a PDF, from which no table is read.', [
        'Export the list as Excel or CSV from the program that made the PDF.',
      ]),
  },
  {
    matches: (probe) =>
      isPicture(probe) || isBitmap(probe) || (isRiff(probe) && isWebp(probe)) || isPhoto(probe),
    refuse: () => refusedOther('SOURCE_IS_IMAGE', 'This is a picture, from which no table is read.'),
  },
  {
    matches: (probe) => isMedia(probe) || (isRiff(probe) && probe.head.subarray(4, 12).includes(0)),
    refuse: () => refusedOther('SOURCE_IS_MEDIA', 'This is a film or a sound.'),
  },
];

/** The first box is short, so that its length begins with zeros (ISO 14496-12, 4.2). */
function isMedia(probe: FileProbe): boolean {
  return hasBox(probe) && probe.head[0] === 0 && probe.head[1] === 0;
}

function isPhoto(probe: FileProbe): boolean {
  return isMedia(probe) && isHeic.test(Buffer.from(probe.head.subarray(8, 12)).toString('latin1'));
}

/** `BM` alone could begin a text; a bitmap goes on with its size and four bytes that are zero. */
function isBitmap({ head, size }: FileProbe): boolean {
  if (head.length < 26 || head[0] !== 0x42 || head[1] !== 0x4d) return false;
  const view = Buffer.from(head.subarray(0, 26));
  return view.readUInt32LE(6) === 0 && (view.readUInt32LE(2) === size || view.readUInt32LE(14) < 256);
}
