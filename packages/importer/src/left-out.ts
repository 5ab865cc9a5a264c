import { describeIssue, type Issue, type Plan } from '@solarproof-import/core';
import type { PreparedFile } from './prepare-file.js';

/** What rules did, equal mends told once: `412 × phone lost its leading zero, restored (D2, D5, D9 …)`. */
export function mendSentences({ mends }: Pick<Plan, 'mends'>): readonly string[] {
  return mends.done.map(({ told, count, places, fields }) => {
    const where = places.join(', ') + (count > places.length ? ' …' : '');
    return `${count} × ${fields.join(', ')}: ${told} (${where})`;
  });
}

/** What was not taken from the file, and why: a sentence each. */
export function leftOut({
  header,
  notices,
  plan,
}: Pick<PreparedFile, 'header' | 'notices' | 'plan'>): readonly string[] {
  return [...aboveHeader(header.above), ...blankRows(plan), ...notices.map(withAdvice)];
}

function blankRows({ blankRows: count }: Plan): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 blank row between the others is no row.'
      : `${count} blank rows between the others are no rows.`,
  ];
}

function withAdvice(notice: Issue): string {
  const { problem, suggestion } = describeIssue(notice);
  return suggestion === '' || suggestion.startsWith('Nothing to do') ? problem : `${problem} ${suggestion}`;
}

function aboveHeader(rows: readonly number[]): string[] {
  if (rows.length === 0) return [];
  return [
    rows.length === 1
      ? `Row ${rows[0]} above the header is left out.`
      : `Rows ${rows[0]} to ${rows.at(-1)} above the header are left out.`,
  ];
}

/** What the reader warns of, equal warnings told once, a sentence each; each row's own is in its `Import:` columns. */
export function warningSentences({ groups }: Pick<Plan, 'groups'>): readonly string[] {
  return groups.of('warning').map(({ headline, count, places }) => {
    const where = places.join(', ') + (count > places.length ? ' …' : '');
    return `Worth a look: ${headline} (${count === 1 ? where : `${count} times: ${where}`}).`;
  });
}
