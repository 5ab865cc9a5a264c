import { emailKey, type EmailKey } from '../model/email-key.js';
import type { Sent } from './send-row.js';

/** What is known of an owner: nothing yet, that Solar Proof has the user, or that it has not. */
type Known = 'open' | 'user' | 'nobody';

interface Owner {
  known: Known;
  /** A create with this owner is under way, and will show. */
  isTried: boolean;
  readonly waiting: (() => void)[];
}

/**
 * Who rows are to belong to (`useremail`). While it is not known whether Solar Proof has that user, one create with it is under way
 * at a time: a user that is not there would otherwise be refused once for every row. One that was created with it proves the
 * user, USER_NOT_FOUND proves that there is none; nothing else proves anything.
 */
export class Owners {
  readonly #owners = new Map<EmailKey, Owner>();

  /**
   * Waits until a create with that owner may be tried.
   * @param stepAside called where there is nothing to do but to wait
   * @returns whether Solar Proof may have the user
   */
  async enter(useremail: string, stepAside: () => void): Promise<boolean> {
    const owner = this.#owner(useremail);
    while (owner.known === 'open' && owner.isTried) {
      stepAside();
      await new Promise<void>((resolve) => {
        owner.waiting.push(resolve);
      });
    }
    owner.isTried = true;
    return owner.known !== 'nobody';
  }

  /** Notes what came of the create; whoever waits goes on. @param sent left out where it failed */
  leave(useremail: string, sent: Sent | undefined): void {
    const owner = this.#owner(useremail);
    if (owner.known !== 'open') return;
    owner.known = sent === undefined ? 'open' : proofIn(sent);
    owner.isTried = false;
    for (const wake of owner.waiting.splice(0, owner.known === 'open' ? 1 : Infinity)) wake();
  }

  #owner(useremail: string): Owner {
    const key = emailKey(useremail);
    const owner = this.#owners.get(key) ?? { known: 'open', isTried: false, waiting: [] };
    this.#owners.set(key, owner);
    return owner;
  }
}

function proofIn(sent: Sent): Known {
  if (sent.kind !== 'ended') return 'open';
  if (sent.outcome.status === 'created') return 'user';
  return sent.outcome.status === 'rejected' && sent.outcome.code === 'USER_NOT_FOUND' ? 'nobody' : 'open';
}
