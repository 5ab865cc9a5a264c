import { Socket } from 'node:net';
import { authorise, type Exchange, type Transport } from '@solarproof-import/core';
import { buildConnector, Pool } from 'undici';
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
  /** A certificate authority in PEM, trusted instead of those that Node knows; default: those. */
  readonly ca?: string;
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
  const { apiUrl, apiKey, timeoutMs = defaultTimeoutMs, connections = 4, ca } = options;
  const connecting = new Set<Socket>();
  const pool = new Pool(apiUrl.origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: keepIdleMs,
    keepAliveMaxTimeout: keepIdleMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: rememberingConnector(connecting, {
      timeout: Math.min(connectTimeoutMs, timeoutMs),
      ...(ca === undefined ? {} : { ca }),
    }),
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
      const headers = {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      try {
        pool.dispatch({ method, path: `${apiUrl.pathname}?${query}`, headers, body: body ?? null }, exchange);
      } catch (error) {
        exchange.onResponseError(undefined, error);
      }
      const result = await exchange.result;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      return masked(result, mask);
    },
    close: async () => {
      await pool.destroy();
      for (const socket of connecting) socket.destroy(new Error('closed'));
    },
  };
}

/**
 * Keeps the sockets that are still connecting in a set. The pool does not know them, and after its end one that never gets
 * through its handshake would keep the program alive until it times out.
 */
function rememberingConnector(
  connecting: Set<Socket>,
  options: { readonly timeout: number; readonly ca?: string },
): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) => {
    // undici returns the socket, and its types do not say so (lib/core/connect.js).
    const socket: unknown = connect(target, (...result) => {
      if (socket instanceof Socket) connecting.delete(socket);
      callback(...result);
    });
    if (!(socket instanceof Socket)) return;
    connecting.add(socket);
    // Node leaves a connection open on which TLS has failed, and undici waits for its end.
    socket.on('error', () => socket.destroy());
  };
}

function masked(exchange: Exchange, mask: (text: string) => string): Exchange {
  if (exchange.kind !== 'answered') return exchange;
  const { retryAfter } = exchange;
  return {
    ...exchange,
    ...(retryAfter === undefined ? {} : { retryAfter: mask(retryAfter) }),
    body: mask(exchange.body),
  };
}
