// What the scripts for npm's writers share: the table, where it goes, and how to find a library.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export const SHEET = `Tom's "A" & B 🙂`;
export const HEADER = ['__proto__', 'constructor', 'toString', 'in a hidden column'];

/** Loads from the folder in which the libraries were installed, which is the current one. */
export const load = createRequire(path.join(process.cwd(), 'package.json'));

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

export const fileNamed = (name) => path.join(here, '..', 'files', name);

/** The rows of the table with their numbers; those that the program cannot write left out. */
export function cases(omitted = []) {
  const table = JSON.parse(readFileSync(path.join(here, 'table.json'), 'utf8'));
  return table
    .map((found, index) => ({ ...found, row: index + 2 }))
    .filter(({ key }) => key !== undefined && !omitted.includes(key));
}

/** A date that the program is given as JavaScript's, in UTC. */
export const dateOf = ({ value }) => new Date(`${value}Z`);

/** A date as the number of days that Excel counts. */
export const serialOf = (found) => dateOf(found).getTime() / 86_400_000 + 25_569;
