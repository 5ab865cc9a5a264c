import type { EmailRule } from './actions/account.js';
import type { UnknownEmailAnswer } from './actions/look-up-customer.js';
import { memoryStore, type CustomerStore } from './customer-store.js';
import type { Fault } from './faults/fault.js';
import { realClock, type SandboxClock } from './sandbox-clock.js';
import { SandboxUsageError } from './sandbox-usage-error.js';

/** How the imitated account behaves. Everything has a default. */
export interface SandboxOptions {
  /** The API keys that are accepted; any other is INVALID_API_KEY. Default `['sandbox']`. */
  readonly keys?: readonly string[];
  /**
   * The users that a `useremail` may name, without case; the first owns the key, so customers with an empty
   * `useremail`. Default `['owner@example.com']`.
   */
  readonly users?: readonly string[];
  /**
   * What holds of two customers with one e-mail, letters without case. `unique`: the second is DUPLICATE_EMAIL. `racy`:
   * the check is made when a create arrives and the customer stored when its latency (at least 1 ms) is over or its
   * late commit comes, so two creates can both land. `not-unique`: nothing is checked. Default `unique`.
   */
  readonly emails?: EmailRule;
  /**
   * Milliseconds from a request's arrival to its commit and answer; a range is drawn from with `random`. A hang does not
   * wait for it. Default 0: the answer comes at once and no clock is asked.
   */
  readonly latencyMs?: number | { readonly min: number; readonly max: number };
  /** Creates per second; those above it get 429 with `Retry-After` in seconds. Default `Infinity`. */
  readonly rateLimit?: number;
  /** Faults on demand; at most one strikes a request, the first that is meant for it. Default none. */
  readonly faults?: readonly Fault[];
  /**
   * Whether the key may look customers up and list them; refused is 403 PERMISSION_DENIED (assumed). Default `available`.
   */
  readonly lookUps?: 'available' | 'refused';
  /** How a look-up answers an e-mail that nobody has: the document leaves it open. Default `code`, a 404. */
  readonly unknownEmail?: UnknownEmailAnswer;
  /** Time. Default the machine's. */
  readonly clock?: SandboxClock;
  /** For `latencyMs`: from 0 up to, not including, 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Where customers come from and persist. Default a `memoryStore` without customers. */
  readonly store?: CustomerStore;
  /** The first customer's ID; where the store has known higher ones, the next after those. Default 79459. */
  readonly firstId?: number;
  /** How many raw bodies of creates are kept for tests: those of the first so many. Default 1000. */
  readonly keepBodies?: number;
}

export type ReadyOptions = Required<SandboxOptions>;

/**
 * Fills in the defaults.
 * @throws SandboxUsageError where a value makes no sense
 */
export function readyOptions(options: SandboxOptions): ReadyOptions {
  const ready: ReadyOptions = {
    keys: ['sandbox'],
    users: ['owner@example.com'],
    emails: 'unique',
    latencyMs: 0,
    rateLimit: Infinity,
    faults: [],
    lookUps: 'available',
    unknownEmail: 'code',
    clock: realClock,
    random: Math.random,
    store: options.store ?? memoryStore(),
    firstId: 79459,
    keepBodies: 1000,
    ...options,
  };
  const { latencyMs, rateLimit, firstId } = ready;
  const { min, max } = typeof latencyMs === 'number' ? { min: latencyMs, max: latencyMs } : latencyMs;
  check(min >= 0 && min <= max && max < Infinity, 'latencyMs', 'milliseconds, 0 or more, min not above max');
  check(rateLimit > 0, 'rateLimit', 'creates per second, more than 0');
  check(Number.isSafeInteger(firstId) && firstId > 0, 'firstId', 'a whole number above 0');
  return ready;
}

function check(holds: boolean, option: string, expected: string): void {
  if (!holds) throw new SandboxUsageError(`The sandbox's ${option} must be ${expected}.`);
}
