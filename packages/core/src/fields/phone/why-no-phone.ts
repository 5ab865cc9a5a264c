/** Says whether somebody typed a number only because one was asked for. @param national in national form */
export function isPlaceholderPhone(national: string): boolean {
  // Not 13 11 11 and its like: numbers that are easy to keep in mind are sold dearly, and are in use.
  return /^(?:0[234578](\d)\1{7}|1[38]00000000|130000)$/.test(national);
}

/** Why digits cannot be a phone, as the end of a fault (`values.why`). @param compact without separators, no number that may be sent */
export function whyNoPhone(compact: string): string {
  const [, abroad, digits] = /^(\+|0011)?(\d+)$/.exec(compact) ?? [];
  if (digits === undefined) return 'not-a-number';
  if (isMadeUp(digits)) return 'placeholder';
  if (abroad === undefined) return whyNotOurs(digits);
  if (digits.startsWith('61')) return whyNotOurs(digits.slice(2).replace(/^0?(?!1\d00)/, '0'));
  return digits.startsWith('0') ? 'unknown-prefix' : 'not-valid-abroad';
}

function whyNotOurs(digits: string): string {
  if (/^[2-9]\d{7}$/.test(digits)) return 'area-code-missing';
  if (digits.length < 10) return 'too-few-digits';
  return digits.length > 10 ? 'too-many-digits' : 'unknown-prefix';
}

/** One digit again and again, or digits counted up or down. */
function isMadeUp(digits: string): boolean {
  if (/^(?:0+|(\d)\1{5,})$/.test(digits)) return true;
  if (digits.length < 4) return false;
  return (
    '12345678901234567890'.startsWith(digits) ||
    '01234567890'.startsWith(digits) ||
    /^9876543210?$/.test(digits)
  );
}
