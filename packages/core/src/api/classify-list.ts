import type { Exchange } from '../ports.js';
import { readJson } from './read-json.js';
import { readCustomer, replyObject, type FoundCustomer } from './wire.js';

/** What the answer to one page of the account's list means. */
export type ListAnswer =
  /** Those that can be read; `rows` counts all of them, and 0 is the end of the list. */
  | { readonly kind: 'page'; readonly customers: readonly FoundCustomer[]; readonly rows: number }
  | { readonly kind: 'throttled'; readonly status: 429 | 503; readonly retryAfter?: string }
  /** No page: no answer, an error, a key that may not list. */
  | { readonly kind: 'unclear' };

/** Says what an exchange means for a page that was asked for: total and pure (docs/solarproof-api.md, List). */
export function classifyList(exchange: Exchange): ListAnswer {
  if (exchange.kind !== 'answered') return { kind: 'unclear' };
  const { status, retryAfter, body } = exchange;
  if (status === 429 || status === 503)
    return { kind: 'throttled', status, ...(retryAfter === undefined ? {} : { retryAfter }) };
  const content = readJson(body);
  if (status !== 200 || content.kind !== 'json' || !Array.isArray(content.value)) return { kind: 'unclear' };
  const customers = content.value.flatMap((value: unknown) => {
    const reply = replyObject(value);
    return (reply && readCustomer(reply)) ?? [];
  });
  return { kind: 'page', customers, rows: content.value.length };
}
