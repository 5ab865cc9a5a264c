import { SourceError } from './errors.js';

/** The system's code in an error, e.g. `ENOENT`; the rest of what it says is not repeated. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown reason';
}

/** What the user is told when a source cannot be opened or read. @param error the file system's */
export function unreadableSource(error: unknown): SourceError {
  const code = systemCode(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new SourceError('SOURCE_MISSING', 'There is no such file.', ['Check the name and the folder.']);
    case 'EACCES':
    case 'EPERM':
      return new SourceError('SOURCE_UNREADABLE', 'You may not read this file.', [
        'Check its permissions, or copy it to a folder of your own.',
      ]);
    case 'EBUSY':
      return new SourceError('SOURCE_LOCKED', 'Another program has it open and locked.', [
        'Close it there, then run again.',
      ]);
    case 'ELOOP':
      return new SourceError('SOURCE_LINK_BROKEN', 'This is a link that leads back to itself.', [
        'Give the file itself, or make the link anew.',
      ]);
    case 'EISDIR':
      return notAFile(true);
    default:
      return new SourceError('SOURCE_UNREADABLE', `The file cannot be read (${code}).`, [
        'Copy it to this machine, then run again. If it is in OneDrive or on a share, open it there once first.',
      ]);
  }
}

/** What the user is told of a name that stands for no file. @param isFolder else it is a pipe, a device or the like */
export function notAFile(isFolder: boolean): SourceError {
  if (isFolder) {
    return new SourceError('SOURCE_NOT_A_FILE', 'This is a folder, not a file.', [
      'Name the CSV or Excel file in it.',
    ]);
  }
  return new SourceError('SOURCE_NOT_A_FILE', 'This is a pipe or a device, not a file.', [
    'Save what comes from it as a CSV or Excel file first.',
  ]);
}

/** What the user is told of a file without a byte, or without anything but a byte order mark. */
export function emptySource(): SourceError {
  return new SourceError('SOURCE_EMPTY', 'The file is empty.', [
    'Check that it was saved or downloaded whole.',
  ]);
}
