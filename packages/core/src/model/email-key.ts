/** A customer's natural key: the e-mail, trimmed, without invisible characters, lower-cased. */
export type EmailKey = string & { readonly __brand: 'EmailKey' };

const invisible = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/**
 * Makes the key under which e-mails are the same customer. Case does not count on our side; whether it does on the
 * vendor's is not documented (docs/solarproof-api.md, What is assumed).
 */
export function emailKey(email: string): EmailKey {
  return withoutInvisible(email).trim().toLowerCase() as EmailKey;
}

/** The text without the characters that nobody sees: soft hyphens, zero-width and direction marks, BOM. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
