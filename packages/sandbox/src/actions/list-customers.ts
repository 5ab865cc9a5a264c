import type { Call } from '../reading/read-call.js';
import { invalid } from '../reading/refusal.js';
import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';
import type { Account } from './account.js';
import { customerObject } from './customer-object.js';

const pageSize = 50;

/** *List*: a page of customers by rising ID; past the end an empty array. Without `page` it is the first (assumed). */
export function listCustomers(account: Account, call: Call): SandboxAnswer {
  const page = call.query.get('page') ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(page)) return invalid(`Parameter 'page' must be a positive integer`).answer();
  const start = (Number(page) - 1) * pageSize;
  const customers = account.book.ordered().slice(start, start + pageSize);
  return jsonAnswer(
    200,
    customers.map((customer) => customerObject(customer, account.users, 'list')),
  );
}
