import { emailKey } from '../model/email-key.js';
import type { Exchange } from '../ports.js';
import { readJson } from './read-json.js';
import { readCode, readCustomer, replyObject, type FoundCustomer } from './wire.js';

/** What the answer to a look-up by e-mail means. */
export type LookUpAnswer =
  | { readonly kind: 'found'; readonly customer: FoundCustomer }
  | { readonly kind: 'absent' }
  /** The key itself was refused, or may not look up. */
  | { readonly kind: 'key-refused' }
  /** Asked to wait (429, 503). */
  | { readonly kind: 'throttled'; readonly status: 429 | 503; readonly retryAfter?: string }
  /** Nobody can tell: no answer, or one that makes no sense. Never taken for absent. */
  | { readonly kind: 'unclear' };

type Answered = Extract<Exchange, { kind: 'answered' }>;

/**
 * Says what an exchange means for the e-mail that was looked up: total and pure. No code for "no such e-mail" is
 * documented, so a code with `NOT_FOUND` in it, a 404, an empty array, an empty object and `null` all mean absent. An
 * answer that carries another e-mail than asked for is unclear (docs/solarproof-api.md, What is assumed).
 */
export function classifyLookUp(exchange: Exchange, email: string): LookUpAnswer {
  return exchange.kind === 'answered' ? classifyAnswer(exchange, email) : { kind: 'unclear' };
}

function classifyAnswer(answer: Answered, email: string): LookUpAnswer {
  const { status, retryAfter } = answer;
  if (status === 429 || status === 503)
    return { kind: 'throttled', status, ...(retryAfter === undefined ? {} : { retryAfter }) };
  if (status === 401 || status === 403) return { kind: 'key-refused' };
  const content = readJson(answer.body);
  const value = content.kind === 'json' ? content.value : undefined;
  const reply = replyObject(value);
  const code = reply && readCode(reply);
  if (code === 'INVALID_API_KEY') return { kind: 'key-refused' };
  if (code?.includes('NOT_FOUND') || status === 404) return { kind: 'absent' };
  if (status !== 200 || code !== undefined || content.kind !== 'json') return { kind: 'unclear' };
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
  if (!customer || emailKey(customer.email) !== emailKey(email)) return { kind: 'unclear' };
  return { kind: 'found', customer };
}
