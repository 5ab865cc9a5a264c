import type { SandboxCustomer } from './sandbox-customer.js';

/**
 * Where customers outlive the sandbox. Each call returns when the change would survive the death of the process:
 * only then does the sandbox answer.
 */
export interface CustomerStore {
  /** The customers as they were when the store was opened. */
  readonly customers: readonly SandboxCustomer[];
  /** The highest ID that was ever stored, deleted customers included; 0 for none. IDs are never given twice. */
  readonly highestId: number;
  /** Stores a customer, new or changed. */
  put(customer: SandboxCustomer): void;
  remove(id: number): void;
  /** May be called twice. */
  close(): void;
}

/**
 * A store that forgets everything when the process ends.
 * @param customers what the account holds at the start
 */
export function memoryStore(customers: readonly SandboxCustomer[] = []): CustomerStore {
  return {
    customers,
    highestId: customers.reduce((highest, { id }) => Math.max(highest, id), 0),
    put: () => undefined,
    remove: () => undefined,
    close: () => undefined,
  };
}
