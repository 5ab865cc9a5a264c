import { sameEmailKey } from '../sandbox-customer.js';
import { readyFault, type Fault, type FaultTarget, type ReadyFault } from './fault.js';

/** A request that a fault may strike. */
export interface Target {
  readonly kind: 'create' | 'look-up' | 'list';
  /** Which of its kind it is, from 1. */
  readonly number: number;
  readonly email: string;
}

/** The faults that were asked for, and how often each has struck. */
export class FaultPlan {
  readonly #faults: readonly { readonly fault: ReadyFault; left: number }[];

  /** @throws SandboxUsageError where a fault contradicts itself */
  constructor(faults: readonly Fault[]) {
    this.#faults = faults.map((fault) => {
      const ready = readyFault(fault);
      return { fault: ready, left: ready.times };
    });
  }

  /** The fault that strikes this request: the first that is meant for it and not used up. It counts as a strike. */
  strike(target: Target): ReadyFault | undefined {
    const found = this.#faults.find(({ fault, left }) => left > 0 && isMeantFor(fault.on, target));
    if (found) found.left -= 1;
    return found?.fault;
  }
}

function isMeantFor(on: FaultTarget, { kind, number, email }: Target): boolean {
  if ('email' in on) return kind === 'create' && sameEmailKey(on.email) === sameEmailKey(email);
  if ('create' in on) return kind === 'create' && number >= on.create;
  if ('every' in on) return kind === 'create' && number % on.every === 0;
  if ('lookUpEmail' in on) return kind === 'look-up' && sameEmailKey(on.lookUpEmail) === sameEmailKey(email);
  if ('lookUp' in on) return kind === 'look-up' && number >= on.lookUp;
  if ('everyLookUp' in on) return kind === 'look-up' && number % on.everyLookUp === 0;
  return kind === 'list' && number >= on.list;
}
