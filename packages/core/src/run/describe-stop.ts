import type { NotSentCause } from '../ports.js';
import type { StopReason } from './stop-reason.js';

const unreachableBecause: Readonly<Record<NotSentCause, string>> = {
  dns: 'its name was not found (DNS)',
  refused: 'it refused the connection',
  unreachable: 'there is no way to it from this network',
  'connect-time-out': 'it did not take the connection in time',
  certificate: 'its certificate is not trusted',
  'connection-lost': 'the connection broke before anything was sent',
  aborted: 'the sending was cut off',
};

/** Why the run stopped, as a sentence. */
export function describeStop(reason: StopReason, host: string): string {
  switch (reason.kind) {
    case 'key-refused':
      return `${host} refused the API key (${reason.code}).`;
    case 'unreachable':
      return `${host} cannot be reached: ${unreachableBecause[reason.cause]}.`;
    case 'redirect':
      return `${host} sent us to another address (${reason.status}), which is never followed.`;
    case 'throttled-too-long':
      return `${host} has asked to wait for more than 15 minutes.`;
    case 'owner-unknown':
      return `the owner "${reason.useremail}", given for all rows, is no user of this Solar Proof account.`;
    case 'too-many-unanswered':
      return `${host} left too many customers unanswered, again and again.`;
    case 'too-many-errors':
      return `${reason.errors === 1 ? '1 row was' : `${reason.errors} rows were`} rejected or stayed unconfirmed, more than --max-errors allows.`;
    case 'look-ups-failing':
      return `${host} no longer answers look-ups, without which nobody can tell what became of an unanswered customer.`;
    case 'id-of-another':
      return `${host} gave a new customer the ID ${reason.customerId}, which belongs to a customer with another e-mail.`;
    case 'failed':
      return 'something failed on this machine.';
    case 'interrupted':
      return `interrupted (${reason.signal}).`;
  }
}
