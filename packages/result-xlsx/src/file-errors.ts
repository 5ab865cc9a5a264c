import { ResultError } from '@solarproof-import/core';

/** The system's code of an error (`ENOSPC`), `undefined` where it has none. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const noFolder = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR']);
const held = new Set(['EACCES', 'EPERM', 'EBUSY', 'ETXTBSY']);

/** Says whether a rename failed because another program holds the file; Windows has three ways to put it. */
export function isHeld(error: unknown): boolean {
  return held.has(systemCode(error) ?? '');
}

/** What a failure to open or write the file is for the person who waits for it. */
export function resultErrorOf(
  error: unknown,
  { path, folder }: { path: string; folder: string },
): ResultError {
  if (error instanceof ResultError) return error;
  const code = systemCode(error) ?? 'no code given';
  if (noRoom.has(code)) {
    return new ResultError('RESULT_DISK_FULL', `There is no room left to write ${path} (${code}).`, [
      'Make room, or give another place with --output FILE.',
    ]);
  }
  if (noFolder.has(code)) {
    return new ResultError(
      'RESULT_FOLDER_NOT_WRITABLE',
      `The folder ${folder} cannot be written (${code}).`,
      ['Give another place with --output FILE.'],
    );
  }
  return new ResultError('RESULT_NOT_WRITTEN', `${path} could not be written (${code}).`, [
    'Give another place with --output FILE.',
  ]);
}
