import { nobodysEmail, type Exchange, type Transport } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import { customerRows, runInMemory, statusesOf, type InMemoryRun } from './in-memory-run.js';

describe('a server that says strange things of waiting', () => {
  it('Retry-After: 0 for ever is not asked in a loop', async () => {
    const result = await runInMemory({ rows: customerRows(4), faults: ['429:every=1:retry-after=0'] });
    expect(result.stop).toMatchObject({ kind: 'throttled-too-long' });
    expect(result.sandbox.requests.creates).toBeLessThan(120);
    expect(result.events.filter(({ event }) => event === 'waiting').length).toBeLessThan(60);
  });

  it('look-ups wait with everybody', async () => {
    const asked: number[] = [];
    const wrap: InMemoryRun['wrap'] = (transport, clock) => ({
      ...transport,
      exchange: (request, signal) => {
        if (request.query['customer_email'] === nobodysEmail) return transport.exchange(request, signal);
        if (request.query['action'] === 'createcustomer') {
          const status = asked.length === 0 && clock.monotonic() === 0 ? 429 : 409;
          return Promise.resolve<Exchange>({
            kind: 'answered',
            status,
            retryAfter: '30',
            body: '{"code":"DUPLICATE_EMAIL"}',
          });
        }
        asked.push(clock.monotonic());
        return transport.exchange(request, signal);
      },
    });
    await runInMemory({ rows: customerRows(2), concurrency: 2, wrap });
    expect(asked.length).toBeGreaterThan(0);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(30_000);
  });

  it('a redirect with a code in its body stops the run too', async () => {
    const wrap = answering((action) =>
      action === 'createcustomer' ? { status: 302, body: '{"code":"MOVED"}' } : undefined,
    );
    const result = await runInMemory({ rows: customerRows(3), concurrency: 1, wrap });
    expect(statusesOf(result)).toEqual(['unconfirmed', 'not-sent', 'not-sent']);
    expect(result.stop).toEqual({ kind: 'redirect', status: 302 });
  });

  it('a firewall that dislikes one address does not end the run', async () => {
    const disliked = (transport: Transport): Transport => ({
      ...transport,
      exchange: (request, signal) =>
        JSON.stringify(request).includes('c3@example.com')
          ? Promise.resolve<Exchange>({ kind: 'answered', status: 403, body: '<h1>Forbidden</h1>' })
          : transport.exchange(request, signal),
    });
    const result = await runInMemory({ rows: customerRows(4), concurrency: 1, wrap: disliked });
    expect(statusesOf(result)).toEqual(['created', 'unconfirmed', 'created', 'created']);
  });
});

/** A transport that answers by itself where `reply` says so. */
function answering(
  reply: (action: string) => { status: number; body: string } | undefined,
): InMemoryRun['wrap'] {
  return (transport: Transport) => ({
    ...transport,
    exchange: (request, signal) => {
      const own = reply(request.query['action'] ?? '');
      return own
        ? Promise.resolve<Exchange>({ kind: 'answered', ...own })
        : transport.exchange(request, signal);
    },
  });
}
