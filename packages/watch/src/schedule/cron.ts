import { Cron } from 'croner';
import { didYouMean } from '@solarproof-import/importer';
import type { Schedule } from '../watched-folder.js';

/**
 * When an inbox is looked at next. A time that the clocks jump over in spring comes right after the jump; one that they show
 * twice in autumn comes once.
 * @param schedule one without a problem
 */
export function nextTime(schedule: Schedule, after: Date): Date | undefined {
  return cron(schedule).nextRun(after) ?? undefined;
}

/** What is wrong with a schedule, in words; `undefined` where nothing is. */
export function scheduleProblem(schedule: Schedule): string | undefined {
  const { pattern, timeZone } = schedule;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return `no time zone is called "${timeZone}"${didYouMean(timeZone, Intl.supportedValuesOf('timeZone'))}; expected one such as Australia/Sydney`;
  }
  // croner reads dates as well.
  const isCron = /^@[a-z]+$|^\S+(?:\s+\S+){4}$/i.test(pattern.trim());
  const expected = `expected a cron expression of five parts such as "0 6 * * 1-5", found "${pattern}"`;
  if (!isCron) return expected;
  try {
    return nextTime(schedule, anyTime) === undefined ? `"${pattern}" never comes` : undefined;
  } catch {
    return expected;
  }
}

/** What comes at all comes after it. */
const anyTime = new Date('2026-01-01T00:00:00Z');

function cron({ pattern, timeZone }: Schedule): Cron {
  return new Cron(pattern.trim(), {
    mode: '5-part',
    paused: true,
    ...(timeZone === undefined ? {} : { timezone: timeZone }),
  });
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
