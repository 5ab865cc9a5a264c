import { connect } from 'node:net';
import type { Exchange } from '@solarproof-import/core';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpTransport, parseApiUrl, type HttpTransportOptions } from '../../src/index.js';
import { answer, answerAll, serveScript, type Peer, type Script } from '../scripted-server.js';
import { makeCertificate } from '../self-made-certificate.js';
import { answered, apiKey, closed, create, kept, twoExchanges } from '../two-exchanges.js';

const certificate = makeCertificate({ ip: [127, 0, 0, 1] });
const { cert: ca } = certificate;
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const broken: Exchange = { kind: 'not-sent', reason: 'connection-lost' };
const tooSlow: Exchange = { kind: 'not-sent', reason: 'connect-time-out' };
const untrusted: Exchange = { kind: 'not-sent', reason: 'certificate' };

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A port that does as the script says before there is any TLS; the exchange is with it. */
async function exchangeOver(
  script: Script,
  options: Partial<HttpTransportOptions> & { readonly signal?: AbortSignal } = {},
) {
  const server = await serveScript(script);
  const apiUrl = parseApiUrl(server.url.replace('http:', 'https:'));
  const transport = openHttpTransport({ apiUrl, apiKey, ca, timeoutMs: 20_000, connections: 1, ...options });
  open.push(
    () => transport.close(),
    () => server.close(),
  );
  return { exchange: await transport.exchange(create('first'), options.signal), server, transport };
}

describe('Whatever breaks before the handshake is over, nothing was sent', () => {
  const afterHello =
    (act: (peer: Peer) => unknown): Script =>
    async (peer) => {
      await peer.bytes();
      await act(peer);
    };
  it.each<[string, Script]>([
    ['a connection that is closed at once', (peer) => peer.end()],
    ['a connection that is reset at once', (peer) => peer.reset()],
    ['one that is closed after the hello', afterHello((peer) => peer.end())],
    ['one that is reset after the hello', afterHello((peer) => peer.reset())],
    ['garbage', afterHello((peer) => peer.send('what?'.repeat(100)))],
    ['zeros', afterHello((peer) => peer.send(Buffer.alloc(1_000)))],
    ['plain HTTP', afterHello((peer) => peer.send(answer('{}', 'HTTP/1.1 400 Bad Request\r\n')))],
    ['plain HTTP that did not wait', (peer) => peer.send(answer('{"id":1}'))],
    ['an alert', afterHello((peer) => peer.send(Buffer.from('15030300020228', 'hex')))],
  ])('%s', async (_what, script) => {
    const { exchange, server } = await exchangeOver(script);
    expect(exchange).toEqual(broken);
    expect(server.requests).toEqual([]);
    expect(server.peers).toHaveLength(1);
  });

  it.each<[string, Script]>([
    ['nothing', () => undefined],
    ['half a hello of its own', afterHello((peer) => peer.send(Buffer.from('160303007a0200', 'hex')))],
    [
      'a byte now and then',
      async (peer) => {
        await peer.send(Buffer.from('1603034000', 'hex'));
        while (!peer.socket.destroyed) {
          await peer.send('\0');
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
    ],
  ])('a server that says %s until the time-out', async (_what, script) => {
    const { exchange, server } = await exchangeOver(script, { timeoutMs: 300 });
    expect(exchange).toEqual(tooSlow);
    expect(server.requests).toEqual([]);
    expect(server.peers).toHaveLength(1);
  });

  it.each(['end', 'reset'] as const)('a handshake that is cut at any of its bytes: %s', async (close) => {
    const real = await serveScript(answerAll, { certificate });
    open.push(() => real.close());
    const exchanges: Exchange[] = [];
    // A TLS 1.3 server's flight is some 1,000 bytes; without its last one there is no handshake.
    for (const bytes of [1, 5, 6, 100, 200, 300, 400, 500]) {
      const { exchange } = await exchangeOver((peer) => {
        const behind = connect(real.port, '127.0.0.1');
        peer.socket.on('data', (chunk) => behind.write(chunk));
        behind.once('data', (flight: Buffer) => {
          expect(flight.length).toBeGreaterThan(bytes);
          void peer.send(flight.subarray(0, bytes)).then(() => peer[close]());
          behind.destroy();
        });
        behind.on('error', () => undefined);
      });
      exchanges.push(exchange);
    }
    expect(exchanges).toEqual(exchanges.map(() => broken));
    expect(real.requests).toEqual([]);
  });

  it(
    'one that never ends, given up by closing: its connection is closed too',
    { timeout: 5_000 },
    async () => {
      const cutOff = new AbortController();
      const script = afterHello(() => cutOff.abort());
      const { exchange, server, transport } = await exchangeOver(script, { signal: cutOff.signal });
      expect(exchange).toEqual({ kind: 'not-sent', reason: 'aborted' });
      await transport.close();
      await server.peers[0]?.closed;
      expect(server.requests).toEqual([]);
    },
  );
});

describe('A server that is not who it says it is gets nothing', () => {
  it.each([
    ['a certificate that nobody vouches for', certificate, undefined],
    ['a certificate that somebody else vouches for', certificate, makeCertificate({}).cert],
    ['the certificate of another host', makeCertificate({ dns: 'other.example.com' }), 'own'],
    ['the certificate of another address', makeCertificate({ ip: [127, 0, 0, 2] }), 'own'],
    ['a certificate of yesteryear', makeCertificate({ ip: [127, 0, 0, 1], untilYear: '2002' }), 'own'],
  ])('with %s', async (_what, certificate, trusted) => {
    const server = await serveScript(answerAll, { certificate });
    const transport = openHttpTransport({
      apiUrl: parseApiUrl(server.url),
      apiKey,
      ...(trusted === undefined ? {} : { ca: trusted === 'own' ? certificate.cert : trusted }),
    });
    open.push(
      () => transport.close(),
      () => server.close(),
    );
    expect(await transport.exchange(create('first'))).toEqual(untrusted);
    expect(await transport.exchange(create('second'))).toEqual(untrusted);
    expect(server.requests).toEqual([]);
  });
});

describe('Within TLS it is as without', () => {
  const say =
    (bytes: string, close?: (peer: Peer) => unknown): Script =>
    async (peer) => {
      await peer.request();
      await peer.send(bytes);
      close?.(peer);
    };
  const reset = (peer: Peer): unknown => peer.reset();
  it.each<[string, Script, ReturnType<typeof kept>]>([
    ['an answer', say(answer('{}')), kept(answered('{}'))],
    ['an answer and its end', say(answer('{}'), (peer) => peer.end()), closed(answered('{}'))],
    ['a connection that is closed', say('', (peer) => peer.end()), closed(lost('connection-lost'))],
    ['a connection that is reset', say('', reset), closed(lost('connection-lost'))],
    [
      'an answer that is cut short',
      say(`${head}Content-Length: 9\r\n\r\n{`, reset),
      closed(lost('answer-cut-off')),
    ],
    ['a second answer', say(answer('{}') + answer('{"id":"666"}')), closed(answered('{}'))],
  ])('%s', async (_what, script, expected) => {
    expect(await twoExchanges(script, { certificate, ca })).toEqual({
      ...expected,
      next: answered('next'),
      requests: ['first', 'next'],
    });
  });

  it('garbage in the middle of it breaks the connection, and may have had an effect', async () => {
    const real = await serveScript(() => undefined, { certificate });
    open.push(() => real.close());
    const { exchange } = await exchangeOver((peer) => {
      const behind = connect(real.port, '127.0.0.1');
      behind.on('error', () => undefined);
      peer.socket.on('data', (chunk) => behind.write(chunk));
      behind.on('data', (chunk: Buffer) => void peer.send(chunk));
      void (async () => {
        while (real.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
        await peer.send('what?'.repeat(10));
        behind.destroy();
      })();
    });
    expect(exchange).toEqual(lost('connection-lost'));
    expect(real.requests).toEqual(['first']);
  });
});

function lost(reason: 'connection-lost' | 'answer-cut-off'): Exchange {
  return { kind: 'no-answer', reason };
}
