import path from 'node:path';
import type { DeliveryRunEvent, WatchEvent } from '@solarproof-import/watch';
import { statusWords } from './status-words.js';
import { wrap } from './wrap.js';

/** How much is said, and how wide. */
export interface WatchLinesOptions {
  readonly width: number;
  /** Several folders are watched: each line names its own. */
  readonly several: boolean;
  /** Only what a person has to know. */
  readonly quiet: boolean;
}

/** What a person reads of an event while a folder is watched; nothing for what is no news. */
export function watchLines(
  event: WatchEvent | DeliveryRunEvent,
  at: Date,
  { width, several, quiet }: WatchLinesOptions,
): readonly string[] {
  // Which of several folders a plan is of cannot be seen from it.
  const isHidden = (quiet && !isEnd(event)) || (several && event.event === 'plan');
  const told = isHidden ? undefined : textOf(event);
  if (told === undefined) return [];
  const text = several && 'folder' in event ? `${path.basename(event.folder)}: ${told}` : told;
  const time = clockTime(at);
  return wrap(text, width - time.length - 2).map(
    (line, index) => (index === 0 ? time : ' '.repeat(time.length)) + `  ${line}`,
  );
}

function isEnd({ event }: WatchEvent | DeliveryRunEvent): boolean {
  return ['file-done', 'file-failed', 'file-in-review', 'file-duplicate', 'waiting-for'].includes(event);
}

function textOf(event: WatchEvent | DeliveryRunEvent): string | undefined {
  if ('folder' in event) return textOfWatch(event);
  if (event.event !== 'plan') return undefined;
  return `  ${event.rows === 1 ? '1 row' : `${event.rows} rows`}, ${event.ready} ready`;
}

function textOfWatch(event: WatchEvent): string | undefined {
  switch (event.event) {
    case 'watch-started':
      return `watching ${path.join(event.folder, 'inbox')}, account "${event.account}" at ${event.host}; a list is taken once it has not changed for ${event.stillSeconds} s`;
    case 'file-taken':
      return `${event.file} is taken`;
    case 'file-put-back':
      return `${event.file} was still being written, and is back in the inbox`;
    case 'file-done':
      return `${event.file}: ${statusWords(event.counts, { separator: ', ' })}; result ${event.results}`;
    case 'file-failed':
      return `${event.file} was refused: ${event.message}`;
    case 'file-duplicate':
      return `${event.file}: the same content was imported before${event.firstRun === undefined ? '' : `, by run ${event.firstRun}`}`;
    case 'file-in-review':
      return `${event.file} waits for a person: ${event.message}`;
    case 'rows-settled':
      return `${event.file}: open rows were looked at again, ${event.open} are left`;
    case 'waiting-for':
      return `${event.file === undefined ? 'waiting' : `${event.file} waits`}: ${event.message}`;
    case 'goes-on':
      return event.file === undefined ? 'lists go on again' : `${event.file} goes on`;
    case 'left-in-inbox':
      return `${event.file} is ${kinds[event.why]}, and is left where it is`;
    case 'pass-finished':
      if (event.files > 0) return undefined;
      return event.exitCode === 0
        ? 'nothing was there to import'
        : 'nothing could be imported: what is there waits';
  }
}

const kinds = { link: 'a link', folder: 'a folder', 'no-file': 'no file' } as const;

/** `08:15:02`, as the clock on the wall shows it. */
function clockTime(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((number) => String(number).padStart(2, '0'))
    .join(':');
}
