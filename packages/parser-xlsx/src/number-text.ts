/**
 * A number as the shortest decimal text that reads back as the same double, without an exponent below 1e21:
 * `61412345678`, `0.3`, `0.0000001`.
 */
export function numberText(value: number): string {
  const text = String(value === 0 ? 0 : value);
  if (!text.includes('e-')) return text;
  const small = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!small) return text;
  const [, sign = '', first = '', more = '', exponent = '1'] = small;
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${more}`;
}
