import { isNoteName } from '../folder/note-names.js';

/** What programs put beside a list while they have it open or are copying it, and what systems put into every folder. */
const ignored: readonly RegExp[] = [
  /^~\$/,
  /^\.~lock/,
  /^\./,
  /\.(?:tmp|temp|part|partial|filepart|crdownload|download|crswap)$/i,
  /^(?:thumbs\.db|ehthumbs\.db|desktop\.ini)$/i,
];

/** Whether a name in an inbox is never a list: a lock, a half-made copy, the system's own, a note of ours or a marker. */
export function isIgnoredName(name: string, marker?: string): boolean {
  return ignored.some((pattern) => pattern.test(name)) || isNoteName(name) || isMarkerName(name, marker);
}

/** The marker that says that a file is whole. @param marker e.g. `{name}.ready` */
export function markerOf(name: string, marker: string): string {
  return marker.replace('{name}', () => name);
}

function isMarkerName(name: string, marker: string | undefined): boolean {
  if (marker === undefined) return false;
  const [before = '', after = ''] = marker.split('{name}');
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}
