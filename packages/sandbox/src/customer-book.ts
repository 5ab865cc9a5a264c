import type { CustomerStore } from './customer-store.js';
import { sameEmailKey, type SandboxCustomer } from './sandbox-customer.js';

/** The account's customers, found by ID and by e-mail without looking at all of them. */
export class CustomerBook {
  readonly #store: CustomerStore;
  readonly #byId = new Map<number, SandboxCustomer>();
  /** One ID, or where an e-mail is there more than once, all: an array for each would double the memory. */
  readonly #byEmail = new Map<string, number | number[]>();
  #nextId: number;
  /** By rising ID; made anew when it is asked for after a change in the middle. */
  #ordered: SandboxCustomer[] | undefined;

  constructor(store: CustomerStore, firstId: number) {
    this.#store = store;
    this.#nextId = Math.max(firstId, store.highestId + 1);
    for (const customer of store.customers) this.#index(customer);
  }

  /** Takes the next ID. As in a database, one that is taken and then not used is gone. */
  takeId(): number {
    return this.#nextId++;
  }

  /** Stores a customer, new or changed. */
  put(customer: SandboxCustomer): void {
    this.#store.put(customer);
    this.#unindex(customer.id);
    this.#index(customer);
  }

  /** Deletes a customer; says whether there was one. */
  remove(id: number): boolean {
    if (!this.#byId.has(id)) return false;
    this.#store.remove(id);
    this.#unindex(id);
    return true;
  }

  byId(id: number): SandboxCustomer | undefined {
    return this.#byId.get(id);
  }

  /** The customer with this e-mail, without case; the one with the lowest ID where there are several. */
  byEmail(email: string): SandboxCustomer | undefined {
    const ids = this.#byEmail.get(sameEmailKey(email));
    if (ids === undefined) return undefined;
    return this.#byId.get(typeof ids === 'number' ? ids : ids.reduce((low, id) => Math.min(low, id)));
  }

  /** All customers by rising ID. Not to be kept: it changes with the account. */
  ordered(): readonly SandboxCustomer[] {
    this.#ordered ??= [...this.#byId.values()].sort((one, other) => one.id - other.id);
    return this.#ordered;
  }

  #index(customer: SandboxCustomer): void {
    const key = sameEmailKey(customer.email);
    const others = this.#byEmail.get(key);
    if (others === undefined) this.#byEmail.set(key, customer.id);
    else if (typeof others === 'number') this.#byEmail.set(key, [others, customer.id]);
    else others.push(customer.id);
    this.#byId.set(customer.id, customer);
    const last = this.#ordered?.at(-1);
    if (last !== undefined && last.id < customer.id) this.#ordered?.push(customer);
    else this.#ordered = undefined;
  }

  #unindex(id: number): void {
    const customer = this.#byId.get(id);
    if (customer === undefined) return;
    const key = sameEmailKey(customer.email);
    const ids = this.#byEmail.get(key);
    const rest = Array.isArray(ids) ? ids.filter((other) => other !== id) : [];
    if (rest.length === 0) this.#byEmail.delete(key);
    else this.#byEmail.set(key, rest);
    this.#byId.delete(id);
    this.#ordered = undefined;
  }
}
