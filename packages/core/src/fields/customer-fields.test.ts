import { expect, test } from 'vitest';
import { normaliseLabel } from '../mapping/normalise-label.js';
import { customerFields } from './customer-fields.js';
import { fieldKeys } from './field-key.js';
import { certainOnly } from './customer-field.js';
import { describeRule, rules } from './rules.js';

test('every field stands in the table once, in the order of the keys', () => {
  expect(customerFields.map(({ key }) => key)).toEqual([...fieldKeys]);
});

test('no label leads to two fields', () => {
  const seen = new Map<string, string>();
  for (const { key, label, otherLabels } of customerFields) {
    for (const normalised of new Set([key, label, ...otherLabels].map(normaliseLabel))) {
      expect(seen.get(normalised), `"${normalised}" feeds ${key}`).toBeUndefined();
      seen.set(normalised, key);
    }
  }
});

test('a value that passes stays as it is when it is normalised again', () => {
  for (const { key, normalise, schema } of customerFields) {
    const samples = new Map<string, string>([
      ['email', 'jo@example.com'],
      ['useremail', 'owner@example.com'],
      ['phone1', '0491570006'],
      ['phone2', '0491570006'],
      ['companyphone', '1300975707'],
      ['type', 'COMMERCIAL'],
      ['gststatus', '1'],
    ]);
    const { value, steps } = normalise(samples.get(key) ?? 'Citizen', certainOnly);
    expect(steps).toBeUndefined();
    expect(schema.safeParse(value).success).toBe(true);
  }
});

test('every rule has its reason', () => {
  for (const { name } of rules) expect(describeRule(name)).toMatch(/^[A-Z].*\.$/s);
  expect(describeRule('NO_SUCH_RULE')).toBe('');
});
