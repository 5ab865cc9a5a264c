import { realpath } from 'node:fs/promises';
import { systemClock, type State } from '@solarproof-import/importer';
import { isWithin, markName, placeIn, placeNames, readMark } from '@solarproof-import/watch';
import { localTime } from '../../terminal/local-time.js';
import type { Finding } from './finding.js';
import { probeFolder, type FolderProbe } from './probe-folder.js';

/** Whether a watched folder can be worked in. */
export async function folderFindings(
  root: string,
  { stateDir, state }: { readonly stateDir: string; readonly state: State | undefined },
): Promise<readonly Finding[]> {
  const what = 'Folder';
  const inState = stateHindrance(root, stateDir);
  if (inState !== undefined) return [{ level: 'failure', what, found: `${root} ${inState}` }];
  const probe = await probeFolder(root);
  const { isThere, fileTime } = probe;
  const hindrances = [...probe.hindrances, ...(await markHindrances(root, probe, state))];
  if (hindrances.length > 0)
    return hindrances.map((why) => ({ level: 'failure', what, found: `${root} ${why}` }));
  const found = isThere
    ? `${root}: files can be made, moved from inbox to processing, and removed`
    : `${root} is not there yet, and can be made`;
  const real = await realpath(root).catch(() => root);
  return [
    { level: 'ok', what, found },
    ...letterFindings(root, real),
    ...timeFindings(fileTime, systemClock.now()),
  ];
}

/** Lists would lie among what is purged and locked, or state on a share. */
function stateHindrance(root: string, stateDir: string): string | undefined {
  if (isWithin(root, stateDir)) return `lies in the state directory ${stateDir}; watch another folder`;
  const place = placeNames.find((name) => isWithin(stateDir, placeIn(root, name)));
  return place === undefined ? undefined : `holds the state directory in ${place}/; name another one`;
}

/** Of a folder that was watched before. */
async function markHindrances(
  root: string,
  { isThere, hindrances }: FolderProbe,
  state: State | undefined,
): Promise<readonly string[]> {
  // A journal that cannot be read is told of by itself.
  const known = await state?.store.deliveries.markOf(root).catch(() => undefined);
  if (known === undefined || hindrances.length > 0) return [];
  if (!isThere) return ['was watched, and is not there: most likely the share is not mounted'];
  const mark = await readMark(root).catch(() => undefined);
  return mark === undefined ? [`has lost ${markName}: most likely the share is not mounted`] : [];
}

/** A service does not see the drive letters of a person. @param real where the folder truly is, as Windows says it */
export function letterFindings(root: string, real: string): readonly Finding[] {
  if (!/^[a-z]:/i.test(root) || !/^\\\\(?!\?)/.test(real)) return [];
  return [
    {
      level: 'warning',
      what: 'Drive letter',
      found: `${root.slice(0, 2)} is a mapped drive, which a service does not see. Name the folder as ${real}.`,
    },
  ];
}

const tolerance = 60_000;

/** No waiting depends on a share's clock, but a person compares the times of its files with those of the log. */
export function timeFindings(fileTime: Date | undefined, now: Date): readonly Finding[] {
  if (fileTime === undefined || Math.abs(fileTime.getTime() - now.getTime()) <= tolerance) return [];
  return [
    {
      level: 'warning',
      what: 'Folder clock',
      found: `A file that was made just now is of ${localTime(fileTime)}, and it is ${localTime(now)} here. Set the clock of the one that is wrong.`,
    },
  ];
}
