import { SandboxUsageError } from '../sandbox-usage-error.js';

/** Every kind of fault, and what the client sees of it. The order is that of help texts. */
export const faultKinds = {
  reset: 'the connection is torn down without an answer',
  hang: 'no answer ever comes, the connection stays open',
  '500-html': 'an HTML page with status 500',
  '502-html': 'an HTML page with status 502',
  '503-html': 'an HTML page with status 503; takes retry-after',
  '429': 'an HTML page with status 429; takes retry-after',
  '403-html': "a firewall's HTML page with status 403",
  '401-message': '401 {"message":"Invalid API key"}, without a code',
  '400-unknown-code': '400 with a code that is not documented',
  '500-unknown-code': '500 with a code that is not documented',
  '500-invalid-parameters': 'INVALID_PARAMETERS with status 500',
  '200-html': 'an HTML page with status 200',
  '200-empty': 'status 200 and no body',
  '200-without-id': 'status 200 and JSON without an ID',
  '200-too-large': 'status 200 and 2 MB of HTML',
  truncated: 'the true answer, cut off in the middle of its body',
  'php-warning': 'a PHP warning printed before the true answer',
  'numeric-id': 'the true answer, its IDs as numbers',
  redirect: '307 to another host',
  'other-email': "a look-up answers another e-mail's customer (look-ups only)",
} as const;

export type FaultKind = keyof typeof faultKinds;

/** What a fault strikes. E-mails are compared without case; n and k count from 1, requests of any outcome. */
export type FaultTarget =
  /** Creates of this e-mail. */
  | { readonly email: string }
  /** The n-th create (with `times` also those that follow it). */
  | { readonly create: number }
  /** Every k-th create. */
  | { readonly every: number }
  /** Look-ups of this e-mail. */
  | { readonly lookUpEmail: string }
  /** The n-th look-up (with `times` also those that follow it). */
  | { readonly lookUp: number }
  /** Every k-th look-up. */
  | { readonly everyLookUp: number }
  /** The n-th request for a page of the list. */
  | { readonly list: number };

/** A fault on demand. */
export interface Fault {
  readonly on: FaultTarget;
  readonly kind: FaultKind;
  /**
   * For creates: nothing is stored, or the customer is stored and then the fault is answered, or the fault is answered
   * now and the customer stored `lateMs` later. An ID that a `before` answer shows was taken and rolled back: it is a
   * server that lies. Default `before`.
   */
  readonly when?: 'before' | 'after' | 'late';
  /** Milliseconds from a `late` fault's answer to the commit. Default 5000. */
  readonly lateMs?: number;
  /** How often it strikes. Default 1; for `every` and `everyLookUp` without end. */
  readonly times?: number;
  /** The `Retry-After` header of `429` and `503-html`, in seconds or as the HTTP date so far ahead. Default none. */
  readonly retryAfter?: { readonly seconds: number; readonly as: 'seconds' | 'date' };
}

/** A fault with its defaults filled in. */
export interface ReadyFault extends Fault {
  readonly when: 'before' | 'after' | 'late';
  readonly lateMs: number;
  readonly times: number;
}

/**
 * Fills in the defaults of a fault.
 * @throws SandboxUsageError where it contradicts itself
 */
export function readyFault(fault: Fault): ReadyFault {
  const { on, kind, when = 'before', lateMs = 5000 } = fault;
  const { times = 'every' in on || 'everyLookUp' in on ? Infinity : 1 } = fault;
  const isCreate = 'email' in on || 'create' in on || 'every' in on;
  for (const count of Object.values(on)) {
    if (typeof count === 'number')
      expect(Number.isSafeInteger(count) && count >= 1, fault, 'counts start at 1');
  }
  expect(
    times === Infinity || (Number.isSafeInteger(times) && times >= 1),
    fault,
    'times must be at least 1',
  );
  expect(Number.isFinite(lateMs) && lateMs >= 0, fault, 'late must be 0 or more milliseconds');
  expect(kind !== 'other-email' || !isCreate, fault, 'it strikes look-ups only');
  expect(isCreate || when === 'before', fault, 'after and late are for creates: a look-up stores nothing');
  if (fault.retryAfter) {
    expect(kind === '429' || kind === '503-html', fault, 'retry-after is for 429 and 503-html');
    expect(fault.retryAfter.seconds >= 0, fault, 'retry-after must be 0 or more seconds');
  }
  return { ...fault, when, lateMs, times };
}

function expect(holds: boolean, fault: Fault, message: string): void {
  if (!holds) throw new SandboxUsageError(`The fault ${fault.kind} cannot be: ${message}.`);
}
