const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** An amount of bytes for people: `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[power]}`;
}
