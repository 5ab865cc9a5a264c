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
      return new SourceError('SOURCE_NOT_A_FILE', 'This is a folder, not a file.', [
        'Name the CSV or Excel file in it.',
      ]);
    default:
      return new SourceError('SOURCE_UNREADABLE', `The file cannot be read (${code}).`, [
        'Copy it to this machine, then run again. If it is in OneDrive or on a share, open it there once first.',
      ]);
  }
}
