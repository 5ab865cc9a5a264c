import { describeIssue, type Issue, type Plan } from '@solarproof-import/core';
import type { PreparedFile } from './prepare-file.js';

/** What was not taken from the file, and why: a sentence each. */
export function leftOut({ header, notices }: Pick<PreparedFile, 'header' | 'notices'>): readonly string[] {
  return [...aboveHeader(header.above), ...notices.map(withAdvice)];
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
