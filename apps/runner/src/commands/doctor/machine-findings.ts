import { localTime } from '../../terminal/local-time.js';
import { sizeWords } from '../../terminal/size-words.js';
import type { Finding } from './finding.js';

/** Whether this Node is new enough. @param version as `process.versions.node` has it */
export function nodeFinding(version: string): Finding {
  const what = 'Node';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return { level: 'ok', what, found: version };
  return { level: 'failure', what, found: `${version}, but 20.20 or later is needed` };
}

const leastBytes = 100_000_000;

/** Whether the disk has room: a run that cannot write its journal stops. */
export function spaceFinding(freeBytes: number): Finding {
  const what = 'Disk';
  if (freeBytes >= leastBytes) return { level: 'ok', what, found: `${sizeWords(freeBytes)} free` };
  const found = `${sizeWords(freeBytes)} free where the state directory is; make room for ${sizeWords(leastBytes)} at least`;
  return { level: 'failure', what, found };
}

/** What tells whether the clock is right. */
export interface ClockFacts {
  readonly now: Date;
  /** That of a file written just now; left out where none could be written. */
  readonly fileTime?: Date;
  /** When the newest run began; left out where there is none. */
  readonly newestRun?: Date;
}

/** The year of this version: the clock of a machine on which it runs shows no earlier one. */
const releaseYear = 2026;
const tolerance = 60_000;

/**
 * Whether the clock can be right. No waiting depends on it, but run IDs sort by it, and a look-up compares the vendor's dates
 * with it, to the day.
 */
export function clockFinding({ now, fileTime, newestRun }: ClockFacts): Finding {
  const what = 'Clock';
  const shown = localTime(now);
  const wrong = (why: string): Finding => ({
    level: 'warning',
    what,
    found: `${shown}: ${why} Set the clock of this machine.`,
  });
  if (now.getFullYear() < releaseYear) return wrong('this program is newer than that.');
  if (newestRun !== undefined && newestRun.getTime() > now.getTime() + tolerance)
    return wrong(`the newest run began at ${localTime(newestRun)}, which is still to come.`);
  if (fileTime !== undefined && Math.abs(fileTime.getTime() - now.getTime()) > tolerance)
    return wrong(`a file written just now is of ${localTime(fileTime)}.`);
  return { level: 'ok', what, found: `${shown}, the time of this machine` };
}
