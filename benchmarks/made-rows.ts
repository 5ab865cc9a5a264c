import { matchLabels, type Mapping, type RawRow } from '@solarproof-import/core';
import { customerAt, customerLabels, emailColumn } from './make-customers.js';

/** The mapping of the made lists. */
export function madeMapping(): Mapping {
  return matchLabels({ row: 1, cells: customerLabels }, 'Customers');
}

const different = 2_000;

/**
 * So many rows without a file: a few made ones over and over, each time with other e-mails, so that neither making nor
 * holding them weighs on what is measured.
 */
export function madeRows(count: number): () => AsyncGenerator<RawRow> {
  const made = Array.from({ length: Math.min(different, count) }, (_, index) => customerAt(index));
  return async function* rows() {
    for (let index = 0; index < count; index += 1) {
      const cells = (made[index % made.length] ?? []).slice();
      cells[emailColumn] = `${Math.floor(index / made.length)}${cells[emailColumn] ?? ''}`;
      yield { row: index + 2, cells };
    }
  };
}
