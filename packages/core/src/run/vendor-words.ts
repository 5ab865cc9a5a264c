import type { FieldKey } from '../fields/field-key.js';

type Values = Readonly<Partial<Record<FieldKey, string | number>>>;

/** Those that say who somebody is; a type or a GST status names nobody. */
const personal = [
  'firstname',
  'surname',
  'email',
  'phone1',
  'phone2',
  'companyname',
  'companyphone',
  'useremail',
] as const satisfies readonly FieldKey[];

/** The vendor's words with a row's own values taken out, `{email}` in their place: so a journal can keep them. */
export function withoutValues(message: string, values: Values): string {
  const found = personal
    .flatMap((key) => {
      const value = String(values[key] ?? '').trim();
      return value === '' ? [] : [{ key, value }];
    })
    // The longest first: an e-mail may hold the name.
    .toSorted((a, b) => b.value.length - a.value.length);
  return found.reduce((text, { key, value }) => text.replace(alone(value), `{${key}}`), message);
}

/** The vendor's words with a row's values put back in. */
export function withValues(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (token, name: string) => {
    const key = personal.find((known) => known === name);
    const value = key === undefined ? undefined : values[key];
    return value === undefined ? token : String(value);
  });
}

/** A value where it stands alone and not within a word or in a token that was put there before. */
function alone(value: string): RegExp {
  const text = value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}{])${text}(?![\\p{L}\\p{N}}])`, 'giu');
}
