import { serveSandbox } from '@solarproof-import/sandbox';
import { transportContract } from '@solarproof-import/testkit';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { openHttpTransport, parseApiUrl } from '../../src/index.js';
import { answerAll, serveScript } from '../scripted-server.js';
import { answered, apiKey, create, expectNoKeyIn } from '../two-exchanges.js';

transportContract('HTTP', async (sandbox, apiKey) => {
  const served = await serveSandbox(sandbox, { port: 0 });
  const transport = openHttpTransport({ apiUrl: parseApiUrl(served.url), apiKey, timeoutMs: 400 });
  const close = async (): Promise<void> => {
    await transport.close();
    await served.close();
  };
  return { transport: { ...transport, close }, wait: (exchange) => exchange };
});

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function transportTo(url: string) {
  const transport = openHttpTransport({ apiUrl: parseApiUrl(url), apiKey });
  open.push(() => transport.close());
  return transport;
}

describe('Where there is no connection, nothing was sent', () => {
  it('as nobody listens', async () => {
    const server = await serveScript(answerAll);
    await server.close();
    const exchange = await transportTo(server.url).exchange(create('first'));
    expect(exchange).toEqual({ kind: 'not-sent', reason: 'refused' });
  });

  it('as nobody listens at any of the addresses of a name', async () => {
    const server = await serveScript(answerAll);
    await server.close();
    const exchange = await transportTo(`http://localhost:${server.port}/`).exchange(create('first'));
    expect(exchange).toEqual({ kind: 'not-sent', reason: 'refused' });
  });

  it('as the name leads nowhere', async () => {
    const exchange = await transportTo('https://solarproof-import.invalid/apidata.php').exchange(
      create('first'),
    );
    expect(exchange).toEqual({ kind: 'not-sent', reason: 'dns' });
  });

  it('and the one after it is sent, once somebody listens again', async () => {
    const server = await serveScript(answerAll);
    await server.close();
    const transport = transportTo(server.url);
    expect(await transport.exchange(create('first'))).toMatchObject({ kind: 'not-sent' });
    const again = await serveScript(answerAll, { port: server.port });
    open.push(() => again.close());
    expect(await transport.exchange(create('second'))).toEqual(answered('second'));
    expect(again.requests).toEqual(['second']);
  });
});

describe('What leaves', () => {
  it('is one request, whole, with the key in it', async () => {
    const server = await serveScript(answerAll);
    open.push(() => server.close());
    await transportTo(server.url).exchange(create('first'));
    const body = JSON.stringify({ data: { apikey: apiKey, email: 'first@example.com' } });
    const [head, ...rest] = (server.peers[0]?.received() ?? '').split('\r\n\r\n');
    expect(rest).toEqual([body]);
    expect(head?.split('\r\n').sort()).toEqual([
      `POST /apidata.php?api_key=${encodeURIComponent(apiKey)}&action=createcustomer&mark=first HTTP/1.1`,
      'accept: application/json',
      'connection: keep-alive',
      `content-length: ${body.length}`,
      'content-type: application/json',
      `host: 127.0.0.1:${server.port}`,
    ]);
  });

  it('goes to an address of IPv6 as well', async (context: TestContext) => {
    const server = await serveScript(answerAll, { host: '::1' }).catch(() => undefined);
    // Not every machine has it.
    if (!server) return context.skip();
    open.push(() => server.close());
    const transport = transportTo(server.url);
    expect(transport.host).toBe(`[::1]:${server.port}`);
    expect(await transport.exchange(create('first'))).toEqual(answered('first'));
  });
});

it('A transport tells nothing of its key', () => {
  const transport = transportTo('http://127.0.0.1:1/apidata.php');
  expectNoKeyIn({ ...transport, all: Object.entries(transport).map(String) });
});
