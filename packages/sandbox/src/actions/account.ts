import type { CustomerBook } from '../customer-book.js';
import type { SandboxClock } from '../sandbox-clock.js';
import type { UserList } from '../user-list.js';

/** How the account treats an e-mail that is already there; see `SandboxOptions.emails`. */
export type EmailRule = 'unique' | 'racy' | 'not-unique';

/** What the actions work on. */
export interface Account {
  readonly book: CustomerBook;
  readonly users: UserList;
  readonly clock: SandboxClock;
  readonly emails: EmailRule;
}
