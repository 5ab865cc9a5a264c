import { randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';

/** How many names are tried in a folder before it is given up. */
const mostNames = 99;

/** The names to try, in order: `a.result.xlsx`, `a.result (2).xlsx`, `a.result (3).xlsx` … 99 in all. */
export function* numberedPaths(path: string): Generator<string> {
  yield path;
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 2; number <= mostNames; number++) yield `${stem} (${number})${extension}`;
}

/** A hidden name in the same folder, so that the rename is within one file system and hence atomic. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** The files that spreadsheet programs put beside a workbook while it is open: Excel's and LibreOffice's. */
export function lockPaths(path: string): string[] {
  const name = basename(path);
  return [join(dirname(path), `~$${name}`), join(dirname(path), `.~lock.${name}#`)];
}
