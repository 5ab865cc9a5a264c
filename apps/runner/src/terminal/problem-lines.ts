import type { IssueGroup, IssueGroupKind, IssueGroups } from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { colourOf } from './status-words.js';
import { shorten, wrap } from './wrap.js';

/** What is told, in this order: the problems of rows by their status, then what the reader warns of. */
const told: readonly IssueGroupKind[] = [
  'invalid',
  'rejected',
  'unconfirmed',
  'not-sent',
  'duplicate',
  'skipped',
  'warning',
];
const mostGroups = 8;
const widestHeadline = 52;

/** The problems of the rows, equal ones told once: how many, what, where, what to do. */
export function problemLines(
  groups: IssueGroups,
  screen: Screen,
  kinds: readonly IssueGroupKind[] = told,
): string[] {
  return kinds.flatMap((kind) => {
    const ofKind = groups.of(kind);
    if (ofKind.length === 0) return [];
    const more = ofKind.length - mostGroups;
    return [
      `  ${kind === 'warning' ? screen.paint.yellow('worth a look') : colourOf(kind, screen.paint)(kind)}`,
      ...table(ofKind.slice(0, mostGroups), screen),
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
    ({ places: shown, count }) => placesText(shown) + (count > shown.length ? ' …' : ''),
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

/** `D17, D40`; of whole rows `rows 17, 20`. */
function placesText(places: readonly string[]): string {
  if (places.length < 2 || !places.every((place) => place.startsWith('row '))) return places.join(', ');
  return `rows ${places.map((place) => place.slice('row '.length)).join(', ')}`;
}
