import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A mail as a server gets it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header lines, unfolded. */
  readonly headers: readonly string[];
  /** Decoded. */
  readonly text: string;
}

/** How a server behaves that is not like any other. */
export interface MailServerOptions {
  readonly port?: number;
  /** Offers STARTTLS with this. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** Speaks TLS from the first byte. */
  readonly implicit?: boolean;
  /** Offers a login, and takes this one: `user:password`. */
  readonly login?: string;
  /** Answers a command, `''` for the greeting or `.` for the text's end, otherwise; with `''`, not at all. */
  readonly answer?: (command: string) => string | undefined;
}

/** A mail server of few words (RFC 5321), on this machine until the running test has finished. */
export async function serveMail(options: MailServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const conversation = { options, mails, commands };
    const isSecure = options.implicit === true;
    const stream = isSecure ? secured(socket, options) : socket;
    talk(stream, conversation, isSecure);
    const greeting = options.answer?.('') ?? '220 mail.example.com';
    if (greeting !== '') stream.write(`${greeting}\r\n`);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve),
  );
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  onTestFinished(close);
  return { port: (server.address() as AddressInfo).port, mails, commands, close };
}

interface Conversation {
  readonly options: MailServerOptions;
  readonly mails: ReceivedMail[];
  readonly commands: string[];
}

function secured(socket: Socket, { certificate }: MailServerOptions): TLSSocket {
  const secureContext = createSecureContext(certificate ?? {});
  return new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => undefined);
}

function talk(socket: Socket, conversation: Conversation, isSecure: boolean): void {
  const { options, mails, commands } = conversation;
  let envelope = { from: '', to: [] as string[] };
  let inText = false;
  let unread = '';
  const say = (answer: string): void => void (answer !== '' && socket.write(`${answer}\r\n`));
  const usual = (command: string): string => {
    const [, address = ''] = /^(?:MAIL FROM|RCPT TO):<([^>]*)>/.exec(command) ?? [];
    if (command.startsWith('EHLO')) return extensions(options, isSecure);
    if (command.startsWith('MAIL')) envelope = { from: address, to: [] };
    if (command.startsWith('RCPT')) envelope.to.push(address);
    if (command === 'STARTTLS') return '502 unknown';
    if (command.startsWith('AUTH PLAIN')) return loginAnswer(command, options);
    return command === 'DATA' ? '354 go on' : '250 ok';
  };
  const onData = (chunk: Buffer): void => {
    unread += chunk.toString('latin1');
    for (;;) {
      const end = unread.indexOf(inText ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const piece = unread.slice(0, end);
      unread = unread.slice(end + (inText ? 5 : 2));
      const command = inText ? '.' : piece;
      commands.push(command);
      const answer = options.answer?.(command);
      if (command === 'STARTTLS' && options.certificate) {
        socket.off('data', onData);
        socket.write('220 go on\r\n', () => talk(secured(socket, options), conversation, true));
        return;
      }
      if (inText && answer === undefined) mails.push({ ...envelope, ...readMail(piece) });
      say(answer ?? usual(command));
      inText = command === 'DATA' && (answer ?? '354').startsWith('354');
    }
  };
  socket.on('data', onData);
}

function extensions({ certificate, login }: MailServerOptions, isSecure: boolean): string {
  const offered = [
    'mail.example.com',
    ...(certificate && !isSecure ? ['STARTTLS'] : []),
    ...(login === undefined ? [] : ['AUTH PLAIN']),
    '8BITMIME',
  ];
  return offered.map((word, index) => `250${index < offered.length - 1 ? '-' : ' '}${word}`).join('\r\n');
}

function loginAnswer(command: string, { login }: MailServerOptions): string {
  const [, user, password] = Buffer.from(command.slice('AUTH PLAIN '.length), 'base64')
    .toString()
    .split('\0');
  // As some servers do, it repeats what it was given.
  return `${user}:${password}` === login ? '235 welcome' : `535 5.7.8 ${user}:${password} is wrong`;
}

/** Takes a mail apart (RFC 5322; quoted-printable by RFC 2045). */
function readMail(mail: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const blank = mail.indexOf('\r\n\r\n');
  const text = mail
    .slice(blank + 4)
    .replace(/^\.\./gm, '.')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\r\n/g, '\n');
  return {
    headers: mail
      .slice(0, blank)
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n'),
    text: Buffer.from(text, 'latin1').toString('utf8'),
  };
}
