import { createServer, type Server, type Socket } from 'node:net';
import { serveSandbox } from '@solarproof-import/sandbox';
import { transportContract } from '@solarproof-import/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpTransport, parseApiUrl } from '../../src/index.js';

transportContract('HTTP', async (sandbox, apiKey) => {
  const served = await serveSandbox(sandbox, { port: 0 });
  const transport = openHttpTransport({ apiUrl: parseApiUrl(served.url), apiKey, timeoutMs: 400 });
  const close = async (): Promise<void> => {
    await transport.close();
    await served.close();
  };
  return { transport: { ...transport, close }, wait: (exchange) => exchange };
});

const request = {
  method: 'GET',
  query: { action: 'getcustomerid', customer_email: 'jo@example.com' },
} as const;

describe('HTTP against a raw socket', () => {
  const open: Array<() => Promise<unknown>> = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  /** A server that answers each request's first bytes with what `answer` does to the socket. */
  const exchangeWith = async (answer: (socket: Socket) => void) => {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const transport = openHttpTransport({
      apiUrl: parseApiUrl(`http://127.0.0.1:${port}/apidata.php`),
      apiKey: 'a-secret-key',
      timeoutMs: 400,
    });
    open.push(
      () => transport.close(),
      () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => server.close(resolve));
      },
    );
    return transport.exchange(request);
  };
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

  it('cuts an answer of more than a megabyte off', async () => {
    const exchange = await exchangeWith((socket) =>
      socket.write(`${head}Content-Length: 3000000\r\n\r\n${'x'.repeat(2_000_000)}`),
    );
    expect(exchange).toEqual({ kind: 'no-answer', reason: 'answer-too-large' });
  });

  it('takes the key out of what the server says', async () => {
    const body =
      '{"code":"INVALID_PARAMETERS","message":"key a-secret-key in /apidata.php?api_key=A-SECRET-KEY"}';
    const exchange = await exchangeWith((socket) =>
      socket.end(`${head}Content-Length: ${body.length}\r\n\r\n${body}`),
    );
    expect(exchange).toMatchObject({
      kind: 'answered',
      body: expect.stringContaining('key *** in /apidata.php?api_key=***'),
    });
  });

  it('does not unpack what it did not ask to be packed', async () => {
    const exchange = await exchangeWith((socket) =>
      socket.end(`${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`),
    );
    expect(exchange).toEqual({ kind: 'no-answer', reason: 'answer-unreadable' });
  });

  it.each([
    ['that ends before its length', `${head}Content-Length: 50\r\n\r\n{"id"`, 'answer-cut-off'],
    ['with a broken chunk', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 'answer-unreadable'],
    ['that is no HTTP', 'what?\r\n\r\n', 'answer-unreadable'],
    ['that is nothing at all', '', 'connection-lost'],
  ])('says of an answer %s that nobody knows', async (_what, bytes, reason) => {
    expect(await exchangeWith((socket) => socket.end(bytes))).toEqual({ kind: 'no-answer', reason });
  });

  it('gives up on an answer that drips', async () => {
    expect(await exchangeWith((socket) => socket.write(`${head}Content-Length: 50\r\n\r\n{`))).toEqual({
      kind: 'no-answer',
      reason: 'time-out',
    });
  });

  it('proves that nothing was sent where nobody listens', async () => {
    const transport = openHttpTransport({
      apiUrl: parseApiUrl('http://127.0.0.1:1/apidata.php'),
      apiKey: 'secret',
    });
    open.push(() => transport.close());
    expect(await transport.exchange(request)).toEqual({ kind: 'not-sent', reason: 'refused' });
  });

  it('proves that nothing was sent where a name leads nowhere', async () => {
    const transport = openHttpTransport({
      apiUrl: parseApiUrl('https://solarproof-import.invalid/apidata.php'),
      apiKey: 'secret',
    });
    open.push(() => transport.close());
    expect(await transport.exchange(request)).toEqual({ kind: 'not-sent', reason: 'dns' });
  });

  it('knows that what is cut off half-way may have had its effect', async () => {
    const cutOff = new AbortController();
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => cutOff.abort());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const transport = openHttpTransport({
      apiUrl: parseApiUrl(`http://127.0.0.1:${port}/apidata.php`),
      apiKey: 'secret',
    });
    open.push(
      () => transport.close(),
      () => new Promise((resolve) => server.close(resolve)),
    );
    expect(await transport.exchange(request, cutOff.signal)).toEqual({
      kind: 'no-answer',
      reason: 'aborted',
    });
  });
});
