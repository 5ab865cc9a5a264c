import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { htmlAnswer, type SandboxReply } from './sandbox-reply.js';
import type { SandboxRequest } from './sandbox-request.js';
import type { Sandbox } from './sandbox.js';
import { SandboxUsageError } from './sandbox-usage-error.js';

const maxBodyBytes = 1024 * 1024;
const longestIdleMs = 10 * 60 * 1000;

/** Where the sandbox listens. */
export interface ServeOptions {
  /** 0 to 65535; 0 takes any that is free. */
  readonly port: number;
  /** An address of this machine. Default `127.0.0.1`: nobody else can reach it. */
  readonly host?: string;
}

/** A sandbox on a port. */
export interface ServedSandbox {
  /** What to give as the API's URL: `http://127.0.0.1:4010/apidata.php`. */
  readonly url: string;
  readonly port: number;
  /** Stops at once, whatever is under way, hanging connections included. The sandbox and its store live on. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP, its resets, hangs and cut-off answers carried out on the socket.
 * @throws SandboxUsageError where the port cannot be listened on
 */
export async function serveSandbox(sandbox: Sandbox, options: ServeOptions): Promise<ServedSandbox> {
  const { host = '127.0.0.1' } = options;
  const server = createServer((incoming, response) => {
    serveRequest(sandbox, incoming, response).catch(() => send(response, brokenReply));
  });
  // A server that closes idle connections races with its client's next request; here only the faults asked for happen.
  server.keepAliveTimeout = longestIdleMs;
  const port = await listen(server, options.port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/apidata.php`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const brokenReply: SandboxReply = { kind: 'answer', ...htmlAnswer(500, '500 The sandbox cannot store') };
const tooLargeReply: SandboxReply = { kind: 'answer', ...htmlAnswer(413, '413 Content Too Large') };

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'something else listens there' : (error.code ?? 'unknown reason');
      reject(new SandboxUsageError(`The sandbox cannot listen on ${host}, port ${port}: ${reason}.`));
    });
    server.listen({ port, host }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function serveRequest(
  sandbox: Sandbox,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) return send(response, tooLargeReply);
  const client = new AbortController();
  response.once('close', () => client.abort());
  send(response, await sandbox.handle(requestOf(incoming, body), client.signal));
}

/** The whole body, or `undefined` where it is above the cap; the rest of it is then read and dropped. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Buffers, as the stream is given no encoding; its type cannot say so.
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes <= maxBodyBytes ? decode(Buffer.concat(chunks)) : undefined;
}

/** PHP's JSON reader refuses what is not UTF-8; a lone replacement character is no JSON either, so that it is refused. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '\uFFFD';
  }
}

function requestOf(incoming: IncomingMessage, body: string): SandboxRequest {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.push([name, Array.isArray(value) ? value.join(', ') : value]);
  }
  const { method = 'GET', url = '/' } = incoming;
  return { method, url, headers: Object.fromEntries(headers), body };
}

function send(response: ServerResponse, reply: SandboxReply): void {
  switch (reply.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'answer': {
      const body = Buffer.from(reply.body);
      response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
      if (reply.truncatedAt === undefined) response.end(body);
      else response.write(body.subarray(0, reply.truncatedAt), () => response.socket?.destroySoon());
    }
  }
}
