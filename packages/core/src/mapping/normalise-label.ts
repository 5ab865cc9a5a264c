import { withoutInvisible } from '../model/email-key.js';

/** A label as it is compared: without case, spaces, punctuation and invisible characters. `E-mail ` → `email`. */
export function normaliseLabel(label: string): string {
  return (
    withoutInvisible(label)
      .normalize('NFKC')
      .toLowerCase()
      // "Contact #" is its number; "Phone # 1" is Phone 1.
      .replace(/#\s*$/, 'no')
      .replace(/[^\p{L}\p{N}]+/gu, '')
  );
}
