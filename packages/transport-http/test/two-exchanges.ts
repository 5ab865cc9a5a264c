import type { ApiRequest, Exchange } from '@solarproof-import/core';
import { expect } from 'vitest';
import { openHttpTransport, parseApiUrl, type HttpTransportOptions } from '../src/index.js';
import { answerAll, serveScript, type Script } from './scripted-server.js';

/** In a URL it needs escaping. */
export const apiKey = 'S3cret/key+of=these&tests';

/** A create that the server can tell from others. */
export function create(mark: string): ApiRequest {
  return {
    method: 'POST',
    query: { action: 'createcustomer', mark },
    data: { email: `${mark}@example.com` },
  };
}

/** The exchange of an answer of status 200. */
export function answered(body: string, rest: { status?: number; retryAfter?: string } = {}): Exchange {
  return { kind: 'answered', status: 200, ...rest, body };
}

/** The first exchange came to this, and the next one went over the same connection. */
export function kept(first: Exchange): Pick<TwoExchanges, 'first' | 'connections'> {
  return { first, connections: 1 };
}

/** The first exchange came to this, and the next one went over another connection. */
export function closed(first: Exchange): Pick<TwoExchanges, 'first' | 'connections'> {
  return { first, connections: 2 };
}

/** What came of two exchanges, one after the other over one connection at most, and what the server saw of them. */
export interface TwoExchanges {
  readonly first: Exchange;
  readonly next: Exchange;
  /** The marks of the requests that it saw, in order. */
  readonly requests: readonly string[];
  readonly connections: number;
}

/**
 * Lets a script have its way with the first connection, until it returns; all else is answered well. A request that was
 * repeated would come before the next one, and an answer too many would be taken for the next one's.
 */
export async function twoExchanges(
  script: Script,
  options: Partial<HttpTransportOptions> & Parameters<typeof serveScript>[1] = {},
): Promise<TwoExchanges> {
  const server = await serveScript(async (peer, nth) => {
    if (nth === 1) await script(peer, nth);
    await answerAll(peer);
  }, options);
  const transport = openHttpTransport({
    apiUrl: parseApiUrl(server.url),
    apiKey,
    timeoutMs: 20_000,
    connections: 1,
    ...options,
  });
  try {
    const first = await transport.exchange(create('first'));
    const next = await transport.exchange(create('next'));
    const result = { first, next, requests: [...server.requests], connections: server.peers.length };
    expectNoKeyIn(result);
    return result;
  } finally {
    await transport.close();
    await server.close();
  }
}

/**
 * An exchange tells no more than what the server saw: nothing of what was not sent, one request of what was answered, and
 * of the rest one at most.
 */
export function expectTrue(exchange: Exchange, mark: string, requests: readonly string[]): void {
  const seen = requests.filter((request) => request === mark).length;
  expectNoKeyIn(exchange);
  if (exchange.kind === 'answered') expect({ mark, seen }).toEqual({ mark, seen: 1 });
  if (exchange.kind === 'not-sent') expect({ mark, seen }).toEqual({ mark, seen: 0 });
  expect(seen).toBeLessThanOrEqual(1);
}

/** The key is in nothing that comes out, however a URL, JSON or base64 write it. */
export function expectNoKeyIn(result: unknown): void {
  const text = JSON.stringify(result).toLowerCase();
  const written = [apiKey, encodeURIComponent(apiKey), Buffer.from(apiKey).toString('base64')];
  for (const key of written) expect(text).not.toContain(key.toLowerCase());
}
