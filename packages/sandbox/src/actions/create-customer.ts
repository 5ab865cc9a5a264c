import type { ReadyFault } from '../faults/fault.js';
import { readNewCustomer } from '../reading/read-customer-fields.js';
import type { Call } from '../reading/read-call.js';
import { duplicateEmail, Refusal } from '../reading/refusal.js';
import { storedCustomer, type CustomerFields } from '../sandbox-customer.js';
import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';
import type { Account } from './account.js';

/** What a create meets on its way, beside the account. */
export interface CreateWay {
  readonly fault: ReadyFault | undefined;
  /** The time between the arrival and the commit. */
  work(): Promise<void>;
  /** Has something done so much later, after the answer. */
  later(milliseconds: number, commit: () => void): void;
}

/**
 * *Create*: the states are told in `sandbox.ts`.
 * @returns what the vendor's code answers, before a fault gets hold of it
 */
export async function createCustomer(
  account: Account,
  call: Call | Refusal,
  way: CreateWay,
): Promise<SandboxAnswer> {
  const fields = call instanceof Refusal ? call : readNewCustomer(call.data, account.users);
  const takenAtArrival = account.emails === 'racy' && isTaken(account, fields);
  await way.work();
  if (fields instanceof Refusal) return fields.answer();
  const takenNow = account.emails === 'unique' && isTaken(account, fields);
  if (takenAtArrival || takenNow) return duplicateEmail(fields.email).answer();
  const id = account.book.takeId();
  switch (way.fault?.when) {
    case undefined:
    case 'after':
      commit(account, id, fields);
      break;
    case 'late':
      way.later(way.fault.lateMs, () => commitLate(account, id, fields));
      break;
    case 'before':
      break;
  }
  return jsonAnswer(200, { Message: 'Customer created successfully!', id: String(id) });
}

function isTaken(account: Account, fields: CustomerFields | Refusal): boolean {
  return !(fields instanceof Refusal) && account.book.byEmail(fields.email) !== undefined;
}

function commit(account: Account, id: number, fields: CustomerFields): void {
  account.book.put(storedCustomer(fields, id, account.clock.now().toISOString()));
}

/** A late commit of an account that holds e-mails unique fails when somebody else came first; a racy one does not look. */
function commitLate(account: Account, id: number, fields: CustomerFields): void {
  if (account.emails === 'unique' && isTaken(account, fields)) return;
  commit(account, id, fields);
}
