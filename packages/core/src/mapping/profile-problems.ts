import type { z } from 'zod';
import { fieldKeys } from '../fields/field-key.js';
import { didYouMean } from '../nearest-word.js';
import { schemaProblem } from '../schema/schema-problem.js';
import { columnTargets } from './column-target.js';
import { profileJsonSchema } from './mapping-profile.js';

const targets = [...columnTargets, 'ignore'];

/** What is wrong with a profile, in words: where, what was expected, what was probably meant. */
export function profileProblems(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const where = issue.path.map(String).join(', ');
    return where === '' ? problemOf(issue) : `${where}: ${problemOf(issue)}`;
  });
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return schemaProblem(issue, profileJsonSchema());
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
  return `nothing is called "${feeds}"${didYouMean(feeds, targets)}; ${expected}`;
}
