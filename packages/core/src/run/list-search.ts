import type { ListAnswer } from '../api/classify-list.js';
import type { FoundCustomer } from '../api/wire.js';
import { emailKey, type EmailKey } from '../model/email-key.js';
import { obeyServer } from './obey-server.js';
import { whenClear, type RequestWay } from './request-way.js';

/** Whom to look for in the account's list. */
export interface Wanted {
  readonly email: string;
  isOurs(customer: FoundCustomer): boolean;
}

/** What a search of the whole list came to. */
export type Searched =
  | { readonly kind: 'found'; readonly customer: FoundCustomer }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' };

/** One reading of the list, and whom it looks for. */
interface Pass {
  readonly wanted: Map<EmailKey, Wanted>;
  readonly done: Promise<ReadonlyMap<EmailKey, Searched>>;
}

/** A list longer than this (50 a page) is not searched to its end. */
const mostPages = 20_000;
const tries = 3;
const betweenTriesMs = 1_000;

/**
 * Searches the account's whole list for customers of ours who share their e-mail with somebody: a look-up shows one of them.
 * A pass takes a request for every 50 customers, so rows that ask while one goes on share the next.
 */
export class ListSearch {
  readonly #way: RequestWay;
  #next: Pass | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(way: RequestWay) {
    this.#way = way;
  }

  /** Looks for one customer, beside all others who are looked for. */
  async find(wanted: Wanted): Promise<Searched> {
    this.#next ??= this.#plan();
    const { wanted: all, done } = this.#next;
    const key = emailKey(wanted.email);
    all.set(key, wanted);
    return (await done).get(key) ?? { kind: 'unclear' };
  }

  #plan(): Pass {
    const wanted = new Map<EmailKey, Wanted>();
    const done = this.#last.then(() => {
      // Who comes from now on may look for a customer who is on a page that was read already.
      this.#next = undefined;
      return this.#search(wanted);
    });
    this.#last = done;
    return { wanted, done };
  }

  async #search(wanted: ReadonlyMap<EmailKey, Wanted>): Promise<Map<EmailKey, Searched>> {
    const found = new Map<EmailKey, Searched>();
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = await this.#page(page);
      if (answer.kind !== 'page') return found;
      if (answer.rows === 0) {
        for (const key of wanted.keys()) if (!found.has(key)) found.set(key, { kind: 'absent' });
        return found;
      }
      for (const customer of answer.customers) {
        const key = emailKey(customer.email);
        if (wanted.get(key)?.isOurs(customer)) found.set(key, { kind: 'found', customer });
      }
      if (found.size === wanted.size) return found;
    }
    return found;
  }

  async #page(page: number): Promise<Exclude<ListAnswer, { kind: 'throttled' }>> {
    const { api, clock, control, cutOff } = this.#way;
    for (let failed = 0; ;) {
      const answer = await whenClear(this.#way, 'look-up', async () => {
        const sentAt = clock.monotonic();
        const got = await api.list(page, cutOff);
        obeyServer(got, { notSent: 0, sentAt }, this.#way);
        return got;
      });
      if (answer === undefined) return { kind: 'unclear' };
      if (answer.kind === 'page') return answer;
      if (answer.kind === 'throttled') continue;
      failed += 1;
      if (failed >= tries) return answer;
      await control.sleep(betweenTriesMs * failed);
    }
  }
}
