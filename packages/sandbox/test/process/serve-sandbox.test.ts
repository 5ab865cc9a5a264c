import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox.js';
import type { SandboxOptions } from '../../src/sandbox-options.js';
import type { SandboxRequest } from '../../src/sandbox-request.js';
import { SandboxUsageError } from '../../src/sandbox-usage-error.js';
import { serveSandbox, type ServedSandbox } from '../../src/serve-sandbox.js';
import { parseFault } from '../../src/faults/parse-fault.js';
import { fakeClock } from '../fake-clock.js';
import { create, lookUp, update } from '../requests.js';

let served: ServedSandbox | undefined;

afterEach(async () => {
  await served?.close();
  served = undefined;
});

async function serve(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  served = await serveSandbox(sandbox, { port: 0 });
  return { sandbox, served, port: served.port };
}

interface Got {
  readonly status: number;
  readonly length: number;
  readonly body: string;
  /** The error that ended it, where one did. */
  readonly error?: string;
}

/** One request with node:http; a body that breaks off is told as far as it came. */
function ask(port: number, { method, url, headers, body }: SandboxRequest, raw?: Buffer): Promise<Got> {
  return new Promise((resolve) => {
    const outgoing = request(
      { port, host: '127.0.0.1', method, path: url, headers, agent: false },
      (incoming) => {
        const { statusCode: status = 0 } = incoming;
        const length = Number(incoming.headers['content-length']);
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => resolve({ status, length, body: text }));
        incoming.on('error', ({ message }) => resolve({ status, length, body: text, error: message }));
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, length: 0, body: '', error: error.code ?? error.message }),
    );
    outgoing.end(raw ?? body);
  });
}

/** Sends a create over a raw socket and leaves the socket open. */
function open(port: number): Promise<Socket> {
  const { url, body } = create();
  const head = [
    `POST ${url} HTTP/1.1`,
    'Host: sandbox',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => resolve(socket));
    });
  });
}

/** All that arrives until the other side closes, and the code of the error that ended it. */
function untilClosed(socket: Socket): Promise<{ readonly text: string; readonly error: string }> {
  let [text, code] = ['', ''];
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? error.message));
  return new Promise((resolve) => socket.once('close', () => resolve({ text, error: code })));
}

describe('the sandbox on a port', () => {
  it('answers as it does in process', async () => {
    const { sandbox, served: at, port } = await serve();
    expect(at.url).toBe(`http://127.0.0.1:${port}/apidata.php`);
    const got = await ask(port, create({ surname: 'Müller' }));
    const body = '{"Message":"Customer created successfully!","id":"79459"}';
    expect(got).toEqual({ status: 200, length: body.length, body });
    expect(sandbox.customers).toMatchObject([{ surname: 'Müller' }]);
    expect(await ask(port, lookUp('jo@example.com'))).toMatchObject({ status: 200 });
    expect(await ask(port, update({ pkcustomerid: 79459, phone2: '' }, 'PUT'))).toMatchObject({
      status: 200,
    });
  });

  it('tears the connection down for a reset', async () => {
    const { sandbox, port } = await serve({ faults: [parseFault('reset:after:create=1')] });
    expect(await untilClosed(await open(port))).toEqual({ text: '', error: 'ECONNRESET' });
    expect(sandbox.customers).toHaveLength(1);
  });

  it('keeps the connection open for a hang, and closes at once all the same', async () => {
    const { sandbox, served: at, port } = await serve({ faults: [parseFault('hang:after:create=1')] });
    const socket = await open(port);
    let bytes = 0;
    socket.on('data', (chunk) => (bytes += chunk.length));
    // A second client is answered while the first hangs: by then the first was taken in.
    while (sandbox.customers.length === 0) await ask(port, lookUp('no@example.com'));
    expect([bytes, socket.closed]).toEqual([0, false]);
    const ended = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    await at.close();
    await ended;
    expect(bytes).toBe(0);
  });

  it('promises the whole body, delivers half of it and closes, for a truncated answer', async () => {
    const { port } = await serve({ faults: [parseFault('truncated:after:create=1')] });
    const { text, error } = await untilClosed(await open(port));
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain('content-length: 57\r\n');
    expect(text.split('\r\n\r\n')[1]).toBe('{"Message":"Customer created');
    expect(error).toBe('');
  });

  it('stores a late commit when its client has long been answered', async () => {
    const { sandbox, port } = await serve({ faults: [parseFault('500-html:late=1:create=1')] });
    expect(await ask(port, create())).toMatchObject({ status: 500 });
    await sandbox.idle();
    expect(sandbox.customers).toHaveLength(1);
  });

  it('notices a client that hangs up, and goes on with its create', async () => {
    const clock = fakeClock();
    const { sandbox, port } = await serve({ latencyMs: 50, clock });
    const elsewhere = { ...lookUp(''), url: '/elsewhere' };
    const socket = await open(port);
    while (sandbox.requests.creates === 0) await ask(port, elsewhere);
    socket.destroy();
    while (sandbox.requests.createsInFlight > 0) await ask(port, elsewhere);
    expect(sandbox.customers).toEqual([]);
    await clock.advance(50);
    await sandbox.idle();
    expect(sandbox.customers).toHaveLength(1);
  });

  it('refuses a body that is not UTF-8, and one above 1 MB', async () => {
    const { sandbox, port } = await serve();
    const latin1 = Buffer.from(create({ surname: 'Müller' }).body, 'latin1');
    expect(await ask(port, create(), latin1)).toMatchObject({ status: 400 });
    const large = create({ surname: 'x'.repeat(1024 * 1024) });
    expect(await ask(port, large)).toMatchObject({ status: 413 });
    expect(sandbox.customers).toEqual([]);
  });

  it('says which port is taken', async () => {
    const { sandbox, port } = await serve();
    await expect(serveSandbox(sandbox, { port })).rejects.toThrow(SandboxUsageError);
    await expect(serveSandbox(sandbox, { port })).rejects.toThrow(
      `port ${port}: something else listens there`,
    );
  });
});
