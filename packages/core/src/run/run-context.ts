import type { SolarProofApi } from '../api/solarproof-api.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Clock, Journal } from '../ports.js';
import { Canary } from './canary.js';
import type { EarlierClaims } from './earlier-run.js';
import { ListSearch } from './list-search.js';
import { LookUps } from './look-ups.js';
import { Owners } from './owners.js';
import { ParkedRows } from './parked-rows.js';
import type { RequestWay } from './request-way.js';
import type { RunControl } from './run-control.js';
import { SendRate } from './send-rate.js';
import { Slots } from './slots.js';

/** What a run is done with. */
export interface RunSetting {
  readonly api: SolarProofApi;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly mapping: Mapping;
  readonly control: RunControl;
  /** In [0, 1); spreads the waiting of rows that try again together. */
  readonly random: () => number;
  /** Cuts off what is under way: a row whose answer is still due then is unconfirmed. */
  readonly cutOff: AbortSignal;
  /** Requests in flight at most, creates and look-ups together; at least 1. */
  readonly concurrency: number;
  /** Creates a second at most; default no limit. */
  readonly rate?: number;
  /**
   * Milliseconds after the end of an unanswered create after which the server will not store it any more. Longer than the
   * server's latest commit, or customers are doubled.
   */
  readonly settleMs: number;
  /** Whether customers may be created: a reconcile only looks. Default true. */
  readonly mayCreate?: boolean;
  /** Whether customers that the ledger knows are looked up, and created again where they are gone. Default false. */
  readonly recheck?: boolean;
  /** What a result workbook that is fed back claims of its rows; default: the source is none. */
  readonly earlierClaims?: EarlierClaims | undefined;
}

/** What every row of a run works with. */
export interface RunContext extends RequestWay {
  readonly journal: Journal;
  readonly mapping: Mapping;
  readonly canary: Canary;
  readonly owners: Owners;
  readonly rate: SendRate;
  readonly settleMs: number;
  readonly mayCreate: boolean;
  readonly recheck: boolean;
  readonly earlierClaims?: EarlierClaims | undefined;
  readonly lookUps: LookUps;
  readonly listSearch: ListSearch;
  readonly parked: ParkedRows;
  /** The monotonic clock at the start: of what an earlier go left open, nobody knows more than that it has ended by now. */
  readonly startedAt: number;
}

/** Makes what the rows of one run, resume or reconcile share. */
export function createRunContext(setting: RunSetting): RunContext {
  const { clock, control, concurrency, rate = Number.POSITIVE_INFINITY, ...given } = setting;
  const way: RequestWay = { ...given, clock, control, slots: new Slots(concurrency) };
  return {
    ...given,
    ...way,
    canary: new Canary(control),
    owners: new Owners(),
    rate: new SendRate(rate, clock),
    mayCreate: given.mayCreate ?? true,
    recheck: given.recheck ?? false,
    lookUps: new LookUps(way),
    listSearch: new ListSearch(way),
    parked: new ParkedRows(clock, control),
    startedAt: clock.monotonic(),
  };
}
