import type { Clock } from '@solarproof-import/core';

/** Seconds since a moment of the monotonic clock, to a tenth. */
export function secondsSince(moment: number, clock: Clock): number {
  return Math.round((clock.monotonic() - moment) / 100) / 10;
}
