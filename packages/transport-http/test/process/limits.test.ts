import type { Exchange } from '@solarproof-import/core';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answer, type Peer } from '../scripted-server.js';
import { answered, twoExchanges } from '../two-exchanges.js';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const timeOut: Exchange = { kind: 'no-answer', reason: 'time-out' };

/** Sends bytes one at a time, each when the one before is with the kernel, and the event loop has turned. */
async function drip(peer: Peer, bytes: string): Promise<void> {
  for (const byte of bytes) {
    await peer.send(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Sends the same bytes again and again until the other side has enough; gives the number of bytes. */
async function flood(peer: Peer, bytes: Uint8Array): Promise<number> {
  let sent = 0;
  while (!peer.socket.destroyed) {
    sent += bytes.length;
    await Promise.race([peer.send(bytes), peer.closed]);
  }
  return sent;
}

describe('Whoever is too slow is waited for until the time-out, and no longer', () => {
  const endlessly = async (peer: Peer, bytes: string): Promise<void> => {
    while (!peer.socket.destroyed) await drip(peer, bytes);
  };
  it.concurrent.each<[string, (peer: Peer) => Promise<unknown>]>([
    ['no byte at all', () => Promise.resolve()],
    ['half a first line', (peer) => peer.send('HTTP/1.1 20')],
    ['half the fields', (peer) => peer.send(`${head}Content-Le`)],
    ['no body', (peer) => peer.send(`${head}Content-Length: 50\r\n\r\n`)],
    ['half a body', (peer) => peer.send(`${head}Content-Length: 50\r\n\r\n{"id"`)],
    ['a body without length or end', (peer) => peer.send(`${head}\r\n{"id":1}`)],
    ['chunks without end', (peer) => peer.send(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`)],
    ['Early Hints, then nothing', (peer) => peer.send('HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['Early Hints without end', (peer) => endlessly(peer, 'HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['blank lines without end', (peer) => endlessly(peer, '\r\n')],
    [
      'a body that drips',
      async (peer) => {
        await peer.send(`${head}Content-Length: 900000\r\n\r\n`);
        await endlessly(peer, ' ');
      },
    ],
    [
      'chunks that drip',
      async (peer) => {
        await peer.send(`${head}Transfer-Encoding: chunked\r\n\r\n`);
        await endlessly(peer, '1\r\n \r\n');
      },
    ],
  ])('%s', async (_what, script) => {
    const result = await twoExchanges(
      async (peer) => {
        await peer.request();
        void script(peer);
      },
      { timeoutMs: 500 },
    );
    expect(result).toEqual({
      first: timeOut,
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it.each([
    ['with a length', answer('{"id":1}')],
    ['in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"id\r\n4\r\n":1}\r\n0\r\n\r\n`],
    ['after hints', `HTTP/1.1 103 Early Hints\r\n\r\n${answer('{"id":1}')}`],
  ])('an answer that comes in time byte by byte, %s, is one', async (_what, bytes) => {
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await drip(peer, bytes);
    });
    expect(result).toEqual({
      first: answered('{"id":1}'),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 1,
    });
  });
});

describe('Whoever says too much is not listened to, and the connection is closed', () => {
  const gigabyte = 1_000_000_000;
  const block = Buffer.alloc(64 * 1024, 'x');
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), block, Buffer.from('\r\n')]);

  it.each<[string, string, Uint8Array]>([
    ['a gigabyte', `${head}Content-Length: ${gigabyte}\r\n\r\n`, block],
    ['a gigabyte without a length', `${head}\r\n`, block],
    ['chunks without end', `${head}Transfer-Encoding: chunked\r\n\r\n`, chunk],
    ['fields without end', head, Buffer.from('X: y\r\n'.repeat(10_000))],
    ['a field without end', `${head}X: `, block],
  ])('%s', async (_what, start, more) => {
    let sent = 0;
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await peer.send(start);
      sent = await flood(peer, more);
    });
    expect(result).toEqual({
      first: { kind: 'no-answer', reason: 'answer-too-large' },
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
    // More than a megabyte is on its way, in the buffers of both kernels; a gigabyte is not.
    expect(sent).toBeLessThan(100_000_000);
  });

  it('a gigabyte of zeros, packed: it is refused before anything is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    let sent = 0;
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await peer.send(`${head}Content-Encoding: gzip\r\n\r\n`);
      sent = await flood(peer, bomb);
    });
    expect(result).toMatchObject({
      first: { kind: 'no-answer', reason: 'answer-unreadable' },
      next: answered('next'),
      connections: 2,
    });
    expect(sent).toBeLessThan(100_000_000);
  });

  it('an answer of a megabyte is taken, one byte more is not', async () => {
    const megabyte = 'x'.repeat(1_000_000);
    const say = (body: string) => async (peer: Peer) => {
      await peer.request();
      await peer.send(answer(body));
    };
    expect(await twoExchanges(say(megabyte))).toMatchObject({ first: answered(megabyte), connections: 1 });
    expect(await twoExchanges(say(`${megabyte}x`))).toMatchObject({
      first: { kind: 'no-answer', reason: 'answer-too-large' },
      connections: 2,
    });
  });

  it('small chunks with long extensions take no more memory than what they hold', async () => {
    const extended = Buffer.from(`1;${'e'.repeat(60_000)}\r\nx\r\n`);
    const chunks = 4_000;
    let most = 0;
    const result = await twoExchanges(async (peer) => {
      await peer.request();
      await peer.send(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      const before = process.memoryUsage().arrayBuffers;
      for (let index = 0; index < chunks; index += 1) {
        await peer.send(extended);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      await peer.send('0\r\n\r\n');
    });
    expect(result).toMatchObject({ first: answered('x'.repeat(chunks)), connections: 1 });
    expect(most).toBeLessThan(150_000_000);
  });
});
