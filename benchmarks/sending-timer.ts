import { performance } from 'node:perf_hooks';
import type { EventListener } from '@solarproof-import/core';
import type { Sending } from './benchmark-case.js';

/** Takes the time from the plan, after which sending begins, to the last row's outcome. */
export interface SendingTimer {
  /** To be told of the run's events. */
  readonly onEvent: EventListener;
  /** To be asked when the run is over. */
  sending(): Sending;
}

/** Makes a timer for one run. */
export function sendingTimer(): SendingTimer {
  let begun = 0;
  let ended = 0;
  let customers = 0;
  return {
    onEvent: (told) => {
      if (told.event === 'plan') begun = performance.now();
      if (told.event !== 'row') return;
      ended = performance.now();
      if (told.status === 'created') customers += 1;
    },
    sending: () => ({ customers, seconds: (ended - begun) / 1_000 }),
  };
}
