import { authorise, type Exchange, type Transport } from '@solarproof-import/core';
import { Pool } from 'undici';
import { exchangeFailure } from './exchange-failure.js';
import { keyMask } from './mask-key.js';
import { OneExchange } from './one-exchange.js';

/** How the API is reached. */
export interface HttpTransportOptions {
  /** From `parseApiUrl`. */
  readonly apiUrl: URL;
  readonly apiKey: string;
  /** What people know it as; default: the URL's host. */
  readonly host?: string;
  /** From handing a request over to the last byte of its answer, in milliseconds; default 45,000. */
  readonly timeoutMs?: number;
  /** Connections at most, at least 1; default 4. As many as requests are in flight, so that none queues. */
  readonly connections?: number;
}

const defaultTimeoutMs = 45_000;
const connectTimeoutMs = 10_000;
// Short, since a server that closes an idle connection just as we write leaves the outcome unknown.
const keepIdleMs = 1_000;

/**
 * Opens a transport over HTTP/1.1. undici's pool sends a request exactly once and follows no redirect; the built-in fetch
 * was measured to repeat a POST on a 421 and to carry the key to another host on a 307.
 */
export function openHttpTransport(options: HttpTransportOptions): Transport {
  const { apiUrl, apiKey, timeoutMs = defaultTimeoutMs, connections = 4 } = options;
  const pool = new Pool(apiUrl.origin, {
    connections,
    pipelining: 1,
    connectTimeout: Math.min(connectTimeoutMs, timeoutMs),
    keepAliveTimeout: keepIdleMs,
    keepAliveMaxTimeout: keepIdleMs,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const mask = keyMask(apiKey);
  return {
    host: options.host ?? apiUrl.host,
    exchange: async (request, signal) => {
      if (signal?.aborted) return { kind: 'not-sent', reason: 'aborted' };
      const { method, query, body } = authorise(request, apiKey);
      const exchange = new OneExchange();
      const timer = setTimeout(() => exchange.cut('time-out'), timeoutMs);
      const onAbort = (): void => exchange.cut('aborted');
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        const headers = {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        };
        pool.dispatch({ method, path: `${apiUrl.pathname}?${query}`, headers, body: body ?? null }, exchange);
        return masked(await exchange.result, mask);
      } catch (error) {
        return exchangeFailure(error, 'queued');
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      }
    },
    close: () => pool.destroy(),
  };
}

function masked(exchange: Exchange, mask: (text: string) => string): Exchange {
  return exchange.kind === 'answered' ? { ...exchange, body: mask(exchange.body) } : exchange;
}
