import type { Call } from '../reading/read-call.js';
import { invalid, noSuchCustomer, Refusal } from '../reading/refusal.js';
import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';
import type { Account } from './account.js';
import { readCustomerId } from './read-customer-id.js';

/** *Delete*: for good; the ID is never given again. */
export function deleteCustomer(account: Account, call: Call): SandboxAnswer {
  const { pkcustomerid, others } = readCustomerId(call.data);
  if (pkcustomerid instanceof Refusal) return pkcustomerid.answer();
  const unknown = [...others.keys()][0];
  if (unknown !== undefined) return invalid(`Unknown field '${unknown}'`).answer();
  if (!account.book.remove(pkcustomerid)) return noSuchCustomer(pkcustomerid).answer();
  return jsonAnswer(200, { Message: 'Customer Deleted Permanently!', CustomerId: String(pkcustomerid) });
}
