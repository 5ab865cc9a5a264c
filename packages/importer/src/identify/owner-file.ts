import { SourceError } from '@solarproof-import/core';

/** Excel keeps such a note beside each workbook that somebody has open; it is often picked by mistake. */
export function ownerFile(): SourceError {
  return new SourceError(
    'SOURCE_IS_OWNER_FILE',
    'This is the note that Excel keeps beside an open workbook ("~$…").',
    ['Give the workbook itself: the file of the same name without "~$". Save and close it in Excel first.'],
  );
}

/** LibreOffice does the same. */
function lockFile(): SourceError {
  return new SourceError(
    'SOURCE_IS_OWNER_FILE',
    'This is the note that LibreOffice keeps beside an open file (".~lock…").',
    ['Give the file itself, whose name stands between ".~lock." and "#". Save and close it first.'],
  );
}

/** A note of at most this many bytes is told by its name, because it may be locked. Such files have 54 to 300. */
const mostBytes = 512;

/** The refusal of a note that a program keeps beside an open file, told by its name and its size. */
export function refuseByName(name: string, size: number): SourceError | undefined {
  if (size > mostBytes) return undefined;
  if (name.startsWith('~$')) return ownerFile();
  return /^\.~lock\..+#$/.test(name) ? lockFile() : undefined;
}
