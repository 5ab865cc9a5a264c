const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** An amount of bytes for people: `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let amount = bytes;
  let power = 0;
  // What would be rounded to a thousand is told in the next unit.
  while (amount >= 999.5 && power < units.length - 1) {
    amount /= 1000;
    power += 1;
  }
  return `${power === 0 || amount >= 99.95 ? Math.round(amount) : amount.toFixed(1)} ${units[power]}`;
}
