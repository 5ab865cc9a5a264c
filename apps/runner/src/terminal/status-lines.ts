import { isAlive, type Illness, type WatchStatus } from '@solarproof-import/watch';
import { localTime } from './local-time.js';
import { twoColumns } from './wrap.js';

/** What `status` shows a person: each folder, what waits, and what is not as it should be. */
export function statusLines(
  { folders, openRuns, review, notices, journal }: WatchStatus,
  { ill, now, width }: { readonly ill: readonly Illness[]; readonly now: Date; readonly width: number },
): readonly string[] {
  const pairs: [string, string][] = folders.flatMap((folder): [string, string][] => [
    ['Folder', folder.folder],
    ['  account', `"${folder.account}" at ${folder.host}`],
    [
      '  last poll',
      folder.lastPoll === undefined
        ? 'none yet'
        : `${localTime(folder.lastPoll)}, ${ago(folder.lastPoll, now)}`,
    ],
    ['  now', doingOf(folder)],
    ['  waiting', `${filesOf(folder.inbox)} in inbox, ${filesOf(folder.processing)} in processing`],
    ...folder.troubles.map(({ of, cause, message }): [string, string] => [
      '  trouble',
      cause === 'file' ? `${of}: ${message}` : message,
    ]),
  ]);
  const general: [string, string][] = [
    [
      'Open runs',
      openRuns.length === 0
        ? 'none'
        : openRuns
            .slice(0, 3)
            .map(({ id, source }) => `${source.name} (${id})`)
            .join(', '),
    ],
    [
      'In review',
      review.length === 0
        ? 'none'
        : review.map(({ id, place }) => `${place ?? ''} (approve ${id})`).join(', '),
    ],
    ['Notices', notices === 0 ? 'none waits' : `${notices} wait to be told`],
    ['Journal', journal ?? 'can be written'],
  ];
  const head = folders.length === 0 ? ['No folder has been watched with this state directory.'] : [];
  return [
    ...head,
    ...twoColumns([...pairs, ...general], { indent: 0, width }),
    '',
    ...(ill.length === 0
      ? [wellOf(folders)]
      : [
          'Not well:',
          ...ill.flatMap(({ folder, message }) =>
            folder === undefined ? [`  ${message}`] : [`  ${folder}`, `    ${message}`],
          ),
        ]),
  ];
}

/** A list that waits for its own reason is no matter of the watch. */
function wellOf(folders: WatchStatus['folders']): string {
  const files = folders.flatMap(({ troubles }) => troubles).filter(({ cause }) => cause === 'file').length;
  if (files === 0) return 'All is well.';
  return `The watch is well. ${files === 1 ? '1 file waits' : `${files} files wait`} for a reason of its own: see above.`;
}

function doingOf({ doing, pid, nextPass }: WatchStatus['folders'][number]): string {
  if (doing !== 'ended' && !isAlive(pid)) return `not running: process ${pid} ended without a word`;
  switch (doing) {
    case 'polling':
      return `looking for files (process ${pid})`;
    case 'importing':
      return `importing (process ${pid})`;
    case 'waiting':
      return nextPass === undefined ? 'waiting for its schedule' : `waiting until ${localTime(nextPass)}`;
    case 'ended':
      return 'not running; the last pass has ended';
  }
}

function filesOf(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function ago(time: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - time.getTime()) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3_600)} h ago`;
}
