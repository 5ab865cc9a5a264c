import type { SolarProofApi } from '../api/solarproof-api.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Clock, Journal } from '../ports.js';
import type { RunControl } from './run-control.js';

/** What every row of a run works with. */
export interface RunContext {
  readonly api: SolarProofApi;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly mapping: Mapping;
  readonly control: RunControl;
  /** In [0, 1); spreads the waiting of rows that try again together. */
  readonly random: () => number;
  /** Cuts off what is under way: a row whose answer is still due then is unconfirmed. */
  readonly cutOff: AbortSignal;
}
