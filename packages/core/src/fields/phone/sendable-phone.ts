/** A phone that may be sent: ten digits from 02 03 04 05 07 08, 13 + four digits, 1300/1800 + six; or `+` and a foreign number (E.164). */
export const sendablePhone = /^(?:0[234578]\d{8}|13\d{4}|1[38]00\d{6}|\+(?!61)[1-9]\d{6,14})$/;

/** An Australian number in national form. */
export const nationalPhone = /^(?:0[234578]\d{8}|13\d{4}|1[38]00\d{6})$/;

/** Says whether a number, in national form, is a mobile's. */
export function isMobileNumber(value: string): boolean {
  return /^0[45]\d{8}$/.test(value);
}
