import { rowStatuses } from '@solarproof-import/core';
import type { ResultSummary, RowStatus, StatusCounts } from '@solarproof-import/core';

/** A status and how many rows have it; never none. */
export interface StatusShare {
  readonly status: RowStatus;
  readonly count: number;
}

/** The statuses that occur, in the order in which they are told. */
export function statusShares(counts: StatusCounts): StatusShare[] {
  return rowStatuses.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count > 0 ? [{ status, count }] : [];
  });
}

/** A whole number as people read it: `1,048,576`. */
export function numberText(count: number): string {
  return count.toLocaleString('en-AU');
}

const titleParts: readonly (readonly [words: string, statuses: readonly RowStatus[]])[] = [
  ['created', ['created']],
  ['updated', ['updated']],
  ['unchanged', ['unchanged']],
  ['already there', ['exists']],
  ['imported earlier', ['already-imported']],
  ['ready', ['ready']],
  ['to fix', ['invalid', 'rejected']],
  ['unconfirmed', ['unconfirmed']],
  ['not sent', ['not-sent']],
  ['duplicate', ['duplicate']],
  ['left out', ['skipped']],
];

/** The whole result in one line: `62 rows: 57 created, 1 already there, 3 to fix, 1 duplicate`. */
export function titleLine({ rows, counts }: Pick<ResultSummary, 'rows' | 'counts'>): string {
  const parts = titleParts.flatMap(([words, statuses]) => {
    const count = statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
    const plural = words === 'duplicate' && count > 1 ? 's' : '';
    return count > 0 ? [`${numberText(count)} ${words}${plural}`] : [];
  });
  const inAll = `${numberText(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  return parts.length > 0 ? `${inAll}: ${parts.join(', ')}` : inAll;
}

/** A span of time: `4.9 s`, `3 min 12 s`, `2 h 5 min`. */
export function spanText(seconds: number): string {
  if (seconds < 59.95) return `${(Math.round(seconds * 10) / 10).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A moment in this machine's own time, the same on every Node: `Monday 23 November 2026, 17:55 (UTC+11:00)`. */
export function momentText(moment: Date): string {
  const date = `${days[moment.getDay()]} ${moment.getDate()} ${months[moment.getMonth()]} ${moment.getFullYear()}`;
  const east = -moment.getTimezoneOffset();
  const zone = `UTC${east < 0 ? '-' : '+'}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${date}, ${two(moment.getHours())}:${two(moment.getMinutes())} (${zone})`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
