const weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

/**
 * Says whether a text is a valid Australian Business Number: eleven digits whose weighted sum, the first digit less one, divides
 * by 89 (Australian Business Register, "Format of the ABN").
 */
export function isAbn(text: string): boolean {
  if (text === '' || text.length > 40) return false;
  const digits = text.replace(/[\s.-]+/g, '').replace(/^ABN:?/i, '');
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const sum = weights.reduce(
    (total, weight, index) => total + weight * (Number(digits[index]) - (index === 0 ? 1 : 0)),
    0,
  );
  return sum % 89 === 0;
}
