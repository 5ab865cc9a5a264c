import type { z } from 'zod';
import { fieldKeys } from '../fields/field-key.js';
import { nearestWord } from '../nearest-word.js';
import { columnTargets } from './column-target.js';
import { profileSchema } from './mapping-profile.js';

const targets = [...columnTargets, 'ignore'];
const columnKeys = ['feeds', 'values', 'pick', 'split'];

/** What is wrong with a profile, in words: where, what was expected, what was probably meant. */
export function profileProblems(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const where = issue.path.map(String).join(', ');
    return where === '' ? problemOf(issue) : `${where}: ${problemOf(issue)}`;
  });
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? Object.keys(profileSchema.shape) : columnKeys;
    return issue.keys.map((key) => `"${key}" is not known${meant(key, known)}`).join('; ');
  }
  if (issue.code === 'invalid_union') return columnProblem(issue.input);
  if (issue.code === 'invalid_value' && issue.path[0] === 'set')
    return `expected one of ${fieldKeys.join(', ')}`;
  return issue.message;
}

function columnProblem(input: unknown): string {
  const feeds = typeof input === 'object' && input !== null && 'feeds' in input ? input.feeds : input;
  const expected = `expected ${targets.join(', ')}`;
  if (typeof feeds !== 'string') return `${expected}, or feeds, values, pick, split`;
  if (targets.includes(feeds))
    return 'expected only feeds, values, pick, split beside each other, and no split with feeds';
  return `nothing is called "${feeds}"${meant(feeds, targets)}; ${expected}`;
}

function meant(found: string, words: readonly string[]): string {
  const word = nearestWord(found, words);
  return word === undefined ? '' : `, did you mean "${word}"?`;
}
