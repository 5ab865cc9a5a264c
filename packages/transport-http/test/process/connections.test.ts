import type { Exchange, Transport } from '@solarproof-import/core';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpTransport, parseApiUrl, type HttpTransportOptions } from '../../src/index.js';
import { answer, answerAll, serveScript, type Script, type ScriptedServer } from '../scripted-server.js';
import { answered, apiKey, create, expectTrue, twoExchanges } from '../two-exchanges.js';

const lost: Exchange = { kind: 'no-answer', reason: 'connection-lost' };
const closings = ['end', 'reset'] as const;

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function transportTo(
  script: Script,
  options: Partial<HttpTransportOptions> = {},
): Promise<{ transport: Transport; server: ScriptedServer }> {
  const server = await serveScript(script);
  const apiUrl = parseApiUrl(server.url);
  const transport = openHttpTransport({ apiUrl, apiKey, connections: 1, timeoutMs: 20_000, ...options });
  open.push(
    () => transport.close(),
    () => server.close(),
  );
  return { transport, server };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('A connection that breaks', () => {
  it.each(closings)('with a request on it may have had its effect: %s', async (close) => {
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      peer[close]();
    });
    expect(result).toEqual({
      first: lost,
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it.each(closings)('before its request was read proves nothing, but while connecting: %s', async (close) => {
    const { first, next, requests, connections } = await twoExchanges((peer) => peer[close]());
    expect(first).toMatchObject({ reason: 'connection-lost' });
    expect(next).toEqual(answered('next'));
    expect(connections).toBe(2);
    // Whether the server's kernel had the request when it ended, and whether ours was told in time, differs.
    expectTrue(first, 'first', requests);
  });

  it.each(closings)('half-way through a large request: %s', async (close) => {
    const { transport, server } = await transportTo(async (peer, nth) => {
      if (nth > 1) return answerAll(peer);
      await peer.bytes();
      peer.socket.pause();
      peer[close]();
      if (close === 'end') peer.socket.destroy();
    });
    const large = { ...create('first'), data: { note: 'x'.repeat(20_000_000) } };
    expect(await transport.exchange(large)).toEqual(lost);
    expect(await transport.exchange(create('next'))).toEqual(answered('next'));
    expect(server.requests).toEqual(['first', 'next']);
    expect(server.peers).toHaveLength(2);
  });
});

describe('A connection that was kept and is closed', () => {
  const keepThenClose =
    (close: 'end' | 'reset'): Script =>
    async (peer, nth) => {
      if (nth > 1) return answerAll(peer);
      await peer.request();
      await peer.send(answer('first'));
      await peer.bytes();
      peer[close]();
    };

  it.each(closings)('as the first byte of the next request arrives: nobody knows (%s)', async (close) => {
    const { transport, server } = await transportTo(keepThenClose(close));
    expect(await transport.exchange(create('first'))).toEqual(answered('first'));
    expect(await transport.exchange(create('second'))).toEqual(lost);
    expect(await transport.exchange(create('third'))).toEqual(answered('third'));
    expect(server.requests).toEqual(['first', 'second', 'third']);
    expect(server.peers).toHaveLength(2);
  });

  it.each(closings)('together with the answer: the next request goes over another (%s)', async (close) => {
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await peer.send(answer('first'));
      peer[close]();
    });
    expect(result).toEqual({
      first: answered('first'),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it.each(closings)(
    'at any moment: nothing is sent twice, and what was not sent was not seen (%s)',
    async (close) => {
      const kinds = new Set<string>();
      for (let moment = 0; moment < 16; moment += 1) {
        const { transport, server } = await transportTo(answerAll);
        expect(await transport.exchange(create('first'))).toEqual(answered('first'));
        const closed = turns(moment).then(() => server.peers[0]?.[close]());
        await turns(6);
        const second = await transport.exchange(create('second'));
        await closed;
        const third = await transport.exchange(create('third'));
        expect(await transport.exchange(create('last'))).toEqual(answered('last'));
        expectTrue(second, 'second', server.requests);
        expectTrue(third, 'third', server.requests);
        kinds.add(second.kind);
      }
      expect(kinds.size).toBeGreaterThan(1);
    },
  );
});

describe('An answer that nobody asked for is never taken for the next one', () => {
  const unasked = answer('{"id":"666"}');
  it.each<[string, string, string]>([
    ['together with the one that was', `${answer('first')}${unasked}`, ''],
    ['right after it', answer('first'), unasked],
    ['with nothing but its beginning', `${answer('first')}HTTP/1.1 200`, ''],
    ['with nothing but its beginning, right after it', answer('first'), 'H'],
    ['that is no HTTP', `${answer('first')}what?`, ''],
  ])('where it comes %s', async (_how, bytes, then) => {
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await peer.send(bytes);
      await peer.send(then);
    });
    expect(result).toEqual({
      first: answered('first'),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it('where it comes at any moment before the next request is written', async () => {
    for (let moment = 0; moment <= 6; moment += 1) {
      const { transport, server } = await transportTo(answerAll);
      expect(await transport.exchange(create('first'))).toEqual(answered('first'));
      const sent = turns(moment).then(() => server.peers[0]?.send(unasked));
      await turns(6);
      expect(await transport.exchange(create('second'))).toEqual(answered('second'));
      await sent;
      expect(server.requests).toEqual(['first', 'second']);
    }
  });

  it('where it is late, and its request was given up', async () => {
    const { transport, server } = await transportTo(
      async (peer, nth) => {
        if (nth > 1) return answerAll(peer);
        await peer.request();
        await peer.closed;
        await peer.send(unasked);
      },
      { timeoutMs: 500 },
    );
    expect(await transport.exchange(create('first'))).toEqual({ kind: 'no-answer', reason: 'time-out' });
    expect(await transport.exchange(create('second'))).toEqual(answered('second'));
    expect(server.requests).toEqual(['first', 'second']);
  });
});

describe('What is ended from our side', () => {
  const aborted = (kind: 'not-sent' | 'no-answer'): Exchange => ({ kind, reason: 'aborted' });

  it('is told as it is, at any moment', async () => {
    const kinds = new Set<string>();
    for (let moment = 0; moment < 12; moment += 1) {
      const { transport, server } = await transportTo(answerAll);
      if (moment % 2 === 1) await transport.exchange(create('before'));
      const cutOff = new AbortController();
      const cut = turns(Math.floor(moment / 2)).then(() => cutOff.abort());
      const exchange = await transport.exchange(create('cut'), cutOff.signal);
      await cut;
      expect(await transport.exchange(create('next'))).toEqual(answered('next'));
      expectTrue(exchange, 'cut', server.requests);
      kinds.add(exchange.kind);
    }
    expect([...kinds].sort()).toEqual(['answered', 'no-answer', 'not-sent']);
  });

  it('by closing: what is under way may have had its effect, what waits was not sent', async () => {
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { transport, server } = await transportTo(async (peer) => {
      await peer.request();
      arrived();
    });
    const exchanges = ['first', 'second', 'third'].map((mark) => transport.exchange(create(mark)));
    await arrival;
    await transport.close();
    const notSent = { kind: 'not-sent', reason: 'connection-lost' };
    expect(await Promise.all(exchanges)).toEqual([lost, notSent, notSent]);
    expect(await transport.exchange(create('fourth'))).toEqual(notSent);
    await server.peers[0]?.closed;
    expect(server.requests).toEqual(['first']);
    expect(server.peers).toHaveLength(1);
  });

  it('by its signal, before it had a connection, was not sent', async () => {
    const { transport, server } = await transportTo(() => undefined);
    const cutOff = new AbortController();
    const first = transport.exchange(create('first'), cutOff.signal);
    const second = transport.exchange(create('second'), cutOff.signal);
    while (server.requests.length === 0) await turns(1);
    cutOff.abort();
    expect(await Promise.all([first, second])).toEqual([aborted('no-answer'), aborted('not-sent')]);
    expect(server.requests).toEqual(['first']);
  });
});
