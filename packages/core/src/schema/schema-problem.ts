import type { z } from 'zod';
import { didYouMean } from '../nearest-word.js';
import { schemaAt } from './schema-at.js';

/**
 * What is wrong at a place of a file, in words: what was expected, what was found, what was probably meant.
 * @param issue found with `reportInput`
 * @param schema the JSON Schema of the file, for the keys that are known and for what is said of each
 */
export function schemaProblem(issue: z.core.$ZodIssue, schema: object): string {
  if (issue.code === 'unrecognized_keys') {
    const { keys } = schemaAt(schema, issue.path);
    return issue.keys.map((key) => `"${key}" is not known${didYouMean(key, keys)}`).join('; ');
  }
  const expected = expectedBy(issue);
  const found = foundAs(issue.input, issue.path);
  if (expected !== undefined) {
    if (issue.input === undefined) return `is missing; expected ${expected}`;
    return `expected ${expected}, found ${found}${meant(issue)}`;
  }
  const { description } = schemaAt(schema, issue.path);
  const why = issue.code === 'custom' ? issue.message : 'is not understood';
  return `${found} ${why}${description === undefined ? '' : `. ${description}`}`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
};

const formatWords: Readonly<Record<string, string>> = { email: 'an e-mail address', url: 'a URL' };

function expectedBy(issue: z.core.$ZodIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_format':
      return formatWords[issue.format];
    case 'too_small':
      if (issue.origin === 'string') return 'some text';
      return issue.origin === 'array' ? `${issue.minimum} or more of them` : `${issue.minimum} or more`;
    case 'too_big':
      return `${issue.maximum} at most`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined;
  }
}

function meant(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value' || typeof issue.input !== 'string') return '';
  return didYouMean(issue.input, issue.values.map(String));
}

const longest = 60;

/** A value as a person would find it in the file, cut where it is long. */
function foundAs(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'keys and values';
  // Many a webhook's address is its own secret, and a key may stand where the name of its file belongs.
  if (/(?:file|url)$/i.test(String(path.at(-1)))) return 'something else';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
