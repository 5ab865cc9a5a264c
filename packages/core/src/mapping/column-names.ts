import { columnLetters } from '../model/place.js';
import { oneLine } from '../fields/normalise-text.js';

/** A unique name for each label: on one line; `Phone (2)` for the second `Phone`; the column's letters where there is none. */
export function columnNames(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((label, column) => {
    const wanted = oneLine(label) || columnLetters(column);
    let name = wanted;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${wanted} (${count})`;
    taken.add(name.toLowerCase());
    return name;
  });
}
