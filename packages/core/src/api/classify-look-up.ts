import { emailKey } from '../model/email-key.js';
import type { Exchange, NotSentCause } from '../ports.js';
import { readJson } from './read-json.js';
import { readCode, readCustomer, replyObject, type FoundCustomer } from './wire.js';

/** What the answer to a look-up by e-mail means. */
export type LookUpAnswer =
  | { readonly kind: 'found'; readonly customer: FoundCustomer }
  | { readonly kind: 'absent' }
  /** The key itself was refused. */
  | { readonly kind: 'key-refused'; readonly code: string }
  /** 403: the key may not look up, or a firewall dislikes the request. */
  | { readonly kind: 'forbidden' }
  /** Asked to wait (429, 503). */
  | { readonly kind: 'throttled'; readonly status: 429 | 503; readonly retryAfter?: string }
  /**
   * Nobody can tell; never taken for absent. `failed`: no answer, or a broken one; asking again may help. `odd`: a whole
   * answer that fits no documented one, another customer than asked for among them.
   */
  | {
      readonly kind: 'unclear';
      readonly why: 'failed' | 'odd';
      /** Why nothing left this machine, where that is so. */
      readonly notSent?: NotSentCause;
    };

const failed: LookUpAnswer = { kind: 'unclear', why: 'failed' };
const odd: LookUpAnswer = { kind: 'unclear', why: 'odd' };

type Answered = Extract<Exchange, { kind: 'answered' }>;

/**
 * Says what an exchange means for the e-mail that was looked up: total and pure. No code for "no such e-mail" is
 * documented, so a code with `NOT_FOUND` in it, a 404, an empty array, an empty object and `null` all mean absent. An
 * answer that carries another e-mail than asked for is unclear (docs/solarproof-api.md, What is assumed).
 */
export function classifyLookUp(exchange: Exchange, email: string): LookUpAnswer {
  switch (exchange.kind) {
    case 'answered':
      return classifyAnswer(exchange, email);
    case 'not-sent':
      return { kind: 'unclear', why: 'failed', notSent: exchange.reason };
    case 'no-answer':
      return failed;
  }
}

function classifyAnswer(answer: Answered, email: string): LookUpAnswer {
  const { status, retryAfter } = answer;
  if (status === 429 || status === 503)
    return { kind: 'throttled', status, ...(retryAfter === undefined ? {} : { retryAfter }) };
  const content = readJson(answer.body);
  const value = content.kind === 'json' ? content.value : undefined;
  const reply = replyObject(value);
  const code = reply && readCode(reply);
  if (code === 'INVALID_API_KEY' || status === 401) return { kind: 'key-refused', code: code ?? 'HTTP_401' };
  if (status === 403) return { kind: 'forbidden' };
  if (code?.includes('NOT_FOUND') || status === 404) return { kind: 'absent' };
  if (content.kind !== 'json' || status >= 500) return failed;
  if (status !== 200 || code !== undefined) return odd;
  return isEmpty(value) ? { kind: 'absent' } : foundIn(value, email);
}

function isEmpty(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return replyObject(value)?.size === 0;
}

function foundIn(value: unknown, email: string): LookUpAnswer {
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const reply = replyObject(only);
  const customer = reply && readCustomer(reply);
  if (!customer || emailKey(customer.email) !== emailKey(email)) return odd;
  return { kind: 'found', customer };
}
