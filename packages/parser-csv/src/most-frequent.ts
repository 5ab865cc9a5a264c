/** The count that most rows have; of two equally frequent ones the smaller. */
export function mostFrequent(counts: readonly number[]): number | undefined {
  const rowsWith = new Map<number, number>();
  for (const count of counts) rowsWith.set(count, (rowsWith.get(count) ?? 0) + 1);
  const [most] = [...rowsWith].toSorted(([a, rowsOfA], [b, rowsOfB]) => rowsOfB - rowsOfA || a - b);
  return most?.[0];
}
