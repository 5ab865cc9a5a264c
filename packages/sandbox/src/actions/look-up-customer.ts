import type { Call } from '../reading/read-call.js';
import { invalid, Refusal } from '../reading/refusal.js';
import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';
import type { Account } from './account.js';
import { customerObject } from './customer-object.js';

/** How a look-up answers an e-mail that nobody has; see `SandboxOptions.unknownEmail`. */
export type UnknownEmailAnswer = 'code' | 'empty-array' | 'empty-object' | 'null';

/** *Look up by e-mail*: one customer object, or that there is none. */
export function lookUpCustomer(
  account: Account,
  call: Call,
  unknownEmail: UnknownEmailAnswer,
): SandboxAnswer {
  const email = call.query.get('customer_email') ?? '';
  if (email.trim() === '') return invalid(`Required parameter 'customer_email' is missing`).answer();
  const customer = account.book.byEmail(email);
  if (customer) return jsonAnswer(200, customerObject(customer, account.users, 'look-up'));
  switch (unknownEmail) {
    case 'code':
      return new Refusal('CUSTOMER_NOT_FOUND', `No customer exists with email: ${email}`).answer();
    case 'empty-array':
      return jsonAnswer(200, []);
    case 'empty-object':
      return jsonAnswer(200, {});
    case 'null':
      return jsonAnswer(200, null);
  }
}
