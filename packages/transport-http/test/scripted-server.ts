import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { SelfMadeCertificate } from './self-made-certificate.js';

/** One connection, as a script sees it. Nothing is answered but what the script sends. */
export interface Peer {
  /** The mark of the next whole request; `undefined` once the connection is closed. */
  request(): Promise<string | undefined>;
  /** Resolves with the first bytes after those of the last whole request, or when the connection is closed. */
  bytes(): Promise<void>;
  /** Hands bytes to the kernel; resolves also where the connection is gone. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Sends a FIN. */
  end(): void;
  /** Sends an RST. */
  reset(): void;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
  /** All that came, whole or not. */
  received(): string;
  readonly socket: Socket;
}

/** What a server does with its `nth` connection, counted from 1. */
export type Script = (peer: Peer, nth: number) => Promise<unknown> | void;

/** A server that does to each connection what a script says, and writes down what it saw. */
export interface ScriptedServer {
  /** Of the API that it plays. */
  readonly url: string;
  readonly port: number;
  /** The marks of all requests, over all connections, as soon as a request's headers were there. */
  readonly requests: readonly string[];
  readonly peers: readonly Peer[];
  close(): Promise<void>;
}

/** Serves on this machine; on any free port, unless one is wanted. */
export async function serveScript(
  script: Script,
  options: {
    readonly host?: string;
    readonly port?: number;
    readonly certificate?: SelfMadeCertificate;
  } = {},
): Promise<ScriptedServer> {
  const { host = '127.0.0.1', port: wanted = 0, certificate } = options;
  const requests: string[] = [];
  const peers: Peer[] = [];
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket): void => {
    // Within TLS there is no RST; it is the connection below that can send one.
    const below = [...sockets].find(({ remotePort }) => remotePort === socket.remotePort) ?? socket;
    const peer = { ...peerOn(socket, requests), reset: () => void below.resetAndDestroy() };
    peers.push(peer);
    void script(peer, peers.length);
  };
  const server: Server = certificate
    ? createTlsServer(certificate, onSocket).on('tlsClientError', () => undefined)
    : createServer(onSocket);
  server.prependListener('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted, host, resolve));
  // No pipe was given, so that it is no path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/apidata.php`,
    port,
    requests,
    peers,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An answer of the kind that the API gives. */
export function answer(body: string, head = 'HTTP/1.1 200 OK\r\n'): string {
  return `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Answers every request on a connection with its own mark. */
export async function answerAll(peer: Peer): Promise<void> {
  for (;;) {
    const mark = await peer.request();
    if (mark === undefined) return;
    await peer.send(answer(mark));
  }
}

function peerOn(socket: Socket, requests: string[]): Omit<Peer, 'reset'> {
  let received = '';
  let unread = '';
  let headersSeen = false;
  const whole: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const resume of waiting) resume();
    waiting.clear();
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(wake);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    unread += chunk.toString('latin1');
    for (;;) {
      const head = /^(?:GET|POST) \S*[?&]mark=([^& ]*)\S* HTTP\/1\.1\r\n[^]*?\r\n\r\n/.exec(unread);
      if (!head) break;
      if (!headersSeen) requests.push(head[1] ?? '');
      headersSeen = true;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head[0])?.[1] ?? 0);
      if (unread.length < head[0].length + length) break;
      whole.push(head[1] ?? '');
      unread = unread.slice(head[0].length + length);
      headersSeen = false;
    }
    wake();
  });
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && !socket.closed) await new Promise<void>((resolve) => waiting.add(resolve));
  };
  return {
    request: async () => {
      await until(() => whole.length > 0);
      return whole.shift();
    },
    bytes: () => until(() => whole.length > 0 || unread !== ''),
    send: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) resolve();
        else socket.write(bytes, () => resolve());
      }),
    end: () => socket.end(),
    closed,
    received: () => received,
    socket,
  };
}
