import type { SolarProofApi } from '../api/solarproof-api.js';
import type { Clock } from '../ports.js';
import type { RequestKind, RunControl } from './run-control.js';
import type { Slots } from './slots.js';

/** What every request of a run goes through. */
export interface RequestWay {
  readonly api: SolarProofApi;
  readonly clock: Clock;
  readonly control: RunControl;
  readonly slots: Slots;
  readonly random: () => number;
  readonly cutOff: AbortSignal;
}

/**
 * Does something in a slot at a moment when such a request may leave: who waited for a slot may have been told to wait or stop
 * meanwhile.
 * @returns `undefined` where the run stops instead
 */
export async function whenClear<T>(
  { control, slots }: RequestWay,
  kind: RequestKind,
  act: () => Promise<T>,
): Promise<T | undefined> {
  while (await control.clear(kind)) {
    const got = await slots.use(async () => (control.isClear(kind) ? { done: await act() } : undefined));
    if (got) return got.done;
  }
  return undefined;
}
