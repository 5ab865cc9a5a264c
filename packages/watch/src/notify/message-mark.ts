import { createHash } from 'node:crypto';

/**
 * A message's ID as it can stand in a header and in what is signed: as it is where it is short and plain, else its hash. The
 * same for each try.
 */
export function messageMark(id: string): string {
  return /^[A-Za-z0-9_-]{1,100}$/.test(id) ? id : createHash('sha256').update(id, 'utf8').digest('hex');
}
