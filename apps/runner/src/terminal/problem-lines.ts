import type { IssueGroup, IssueGroups, RowStatus } from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { colourOf } from './status-words.js';
import { shorten, wrap } from './wrap.js';

/** Statuses whose problems are told, in this order. */
const told: readonly RowStatus[] = ['invalid', 'rejected', 'unconfirmed', 'not-sent', 'duplicate', 'skipped'];
const mostGroups = 8;
const widestHeadline = 52;

/** The problems of the rows, equal ones told once: how many, what, where, what to do. */
export function problemLines(
  groups: IssueGroups,
  screen: Screen,
  statuses: readonly RowStatus[] = told,
): string[] {
  return statuses.flatMap((status) => {
    const ofStatus = groups.of(status);
    if (ofStatus.length === 0) return [];
    const more = ofStatus.length - mostGroups;
    return [
      `  ${colourOf(status, screen.paint)(status)}`,
      ...table(ofStatus.slice(0, mostGroups), screen),
      ...(more > 0 ? [`    and ${more} more kinds; each row's is in the result workbook`] : []),
    ];
  });
}

function table(groups: readonly IssueGroup[], { paint, width }: Screen): string[] {
  const counts = groups.map(({ count }) => `${count} ×`);
  const countWidth = Math.max(...counts.map((count) => count.length));
  const headlines = groups.map(({ headline }) => shorten(headline, widestHeadline));
  const headlineWidth = Math.max(...headlines.map((headline) => headline.length));
  const places = groups.map(
    ({ places: shown, count }) => shown.join(', ') + (count > shown.length ? ' …' : ''),
  );
  const placeWidth = Math.max(...places.map((place) => place.length));
  const left = 4 + countWidth + 2 + headlineWidth + 3 + placeWidth + 3;
  return groups.flatMap(({ suggestion }, index) => {
    const first = `    ${(counts[index] ?? '').padStart(countWidth)}  ${(headlines[index] ?? '').padEnd(headlineWidth)}   ${(places[index] ?? '').padEnd(placeWidth)}`;
    const room = width - left;
    const advice = suggestion === '' ? [] : wrap(suggestion, room >= 24 ? room : width - 10 - countWidth);
    if (room >= 24)
      return [
        `${first}   ${paint.dim(advice[0] ?? '')}`.trimEnd(),
        ...advice.slice(1).map((line) => ' '.repeat(left) + paint.dim(line)),
      ];
    return [first.trimEnd(), ...advice.map((line) => ' '.repeat(countWidth + 8) + paint.dim(line))];
  });
}
