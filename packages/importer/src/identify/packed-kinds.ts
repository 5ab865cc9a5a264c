import { SourceError } from '@solarproof-import/core';
import { refusedPacked, type ForeignKind } from './refused.js';
import { startsWith, startsWithOneOf } from './starts-with.js';

const hasTarMark = startsWith('ustar', 257);

/** Archives and packed files. A ZIP is not among them: every `.xlsx` is one, and its reader looks inside. */
export const packedKinds: readonly ForeignKind[] = [
  {
    matches: startsWithOneOf('7z\u00bc\u00af\u0027\u001c', 'Rar!\u001a\u0007'),
    refuse: () => refusedPacked('SOURCE_IS_ARCHIVE', 'This is a packed archive (7z or RAR).'),
  },
  {
    matches: startsWithOneOf('\u001f\u008b\u0008', '\u00fd7zXZ\0', '(\u00b5/\u00fd', 'BZh91AY&SY'),
    refuse: () => refusedPacked('SOURCE_IS_ARCHIVE', 'This is a packed file (such as .gz).'),
  },
  {
    // A text may have "mustard" there; the name of the first file in a tar is padded with zeros.
    matches: (probe) => hasTarMark(probe) && probe.head.subarray(0, 257).includes(0),
    refuse: () => refusedPacked('SOURCE_IS_ARCHIVE', 'This is a packed archive (tar).'),
  },
  {
    matches: startsWith('PK\u0005\u0006'),
    refuse: () =>
      new SourceError('SOURCE_IS_ARCHIVE', 'This is a ZIP file with nothing in it.', [
        'Download or copy it again.',
      ]),
  },
  {
    matches: startsWith('PK\u0007\u0008'),
    refuse: () =>
      refusedPacked('SOURCE_IS_ARCHIVE', 'This is one part of a ZIP file that was split into several.'),
  },
];
