import { certainOnly } from './customer-field.js';
import { customerFields } from './customer-fields.js';
import type { FieldKey } from './field-key.js';

/** What keeps a value from filling the blank cells of a field, judged before any row is read; `undefined` where nothing does. */
export function defaultProblem(key: FieldKey, value: string): string | undefined {
  const field = customerFields.find((known) => known.key === key);
  const normalised = field?.normalise(value, certainOnly).value ?? '';
  if (normalised !== '' && field?.schema.safeParse(normalised).success) return undefined;
  return `"${value}" is no value for ${key}. Expected ${field?.expected ?? 'a value'}.`;
}
