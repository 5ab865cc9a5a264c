import { readChanges } from '../reading/read-customer-fields.js';
import type { Call } from '../reading/read-call.js';
import { duplicateEmail, noSuchCustomer, Refusal } from '../reading/refusal.js';
import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';
import type { Account } from './account.js';
import { readCustomerId } from './read-customer-id.js';

/** *Update*: only the fields sent change. That an e-mail of another customer is DUPLICATE_EMAIL is assumed. */
export function updateCustomer(account: Account, call: Call): SandboxAnswer {
  const { pkcustomerid, others } = readCustomerId(call.data);
  if (pkcustomerid instanceof Refusal) return pkcustomerid.answer();
  const changes = readChanges(others, account.users);
  if (changes instanceof Refusal) return changes.answer();
  const customer = account.book.byId(pkcustomerid);
  if (!customer) return noSuchCustomer(pkcustomerid).answer();
  const holder = changes.email === undefined ? undefined : account.book.byEmail(changes.email);
  if (holder && holder.id !== pkcustomerid && account.emails !== 'not-unique') {
    return duplicateEmail(holder.email).answer();
  }
  account.book.put({ ...customer, ...changes });
  return jsonAnswer(200, { Message: 'Customer updated successfully!', CustomerId: String(pkcustomerid) });
}
