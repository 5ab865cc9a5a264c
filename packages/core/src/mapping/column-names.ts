import { columnLetters } from '../model/place.js';
import { oneLine } from '../fields/normalise-text.js';

/** A unique name for each label: on one line; `Phone (2)` for the second `Phone`; the column's letters where there is none. */
export function columnNames(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return labels.map((label, column) => {
    const wanted = oneLine(label) || columnLetters(column);
    const key = wanted.toLowerCase();
    let count = counts.get(key) ?? 1;
    let name = wanted;
    while (taken.has(name.toLowerCase())) {
      count += 1;
      name = `${wanted} (${count})`;
    }
    counts.set(key, count);
    taken.add(name.toLowerCase());
    return name;
  });
}
