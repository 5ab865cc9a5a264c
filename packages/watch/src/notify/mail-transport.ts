import { createTransport } from 'nodemailer';

/** A mail server, and how it is talked to. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `starttls`: begins in the open and must become TLS before anything is said. `implicit`: TLS from the first byte. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** Left out where the server wants no login. */
  readonly login?: { readonly user: string; readonly password: string } | undefined;
  /** A certificate authority in PEM, trusted instead of those that Node knows; default: those. */
  readonly ca?: string | undefined;
}

/** One e-mail of plain text. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** With its angle brackets: `<…@…>`. */
  readonly messageId: string;
  readonly date: Date;
  readonly subject: string;
  readonly text: string;
}

/** What one mail came to, as far as anybody decides by it. Never a server's words. */
export type MailResult =
  | { readonly kind: 'taken'; readonly refusedAddresses: number }
  | {
      readonly kind: 'failed';
      /** nodemailer's: `EAUTH`, `ETLS`, `ETIMEDOUT` … */
      readonly code?: string;
      /** The system's, behind that one: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
      readonly systemCode?: string;
      /** The server's answer, where there was one: `554`. */
      readonly smtpCode?: number;
    };

/** Sends mails through one server. */
export interface MailTransport {
  /** Sends one; never throws. */
  send(mail: Mail, signal: AbortSignal): Promise<MailResult>;
  /** May be called twice. */
  close(): void;
}

const patienceMs = 10_000;

/** Opens the way to a mail server; each mail has a connection of its own. */
export function openMailTransport({ host, port, tls, login, ca }: MailServer): MailTransport {
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    // A server that offers no login to somebody who has one is not the one that is meant.
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password }, forceAuth: true }),
    dnsTimeout: patienceMs,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1_024,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    send: async ({ from, to, messageId, date, subject, text }, signal) => {
      try {
        const info = await transport.sendMail({
          from: { name: 'solarproof-import', address: from },
          to: [...to],
          messageId,
          date,
          // nodemailer passes on what looks like an encoded word (RFC 2047), and it would be shown as what it stands for.
          subject: subject.replaceAll('=?', '= ?'),
          text,
          textEncoding: 'quoted-printable',
          // RFC 3834, and the same for Exchange: no out-of-office reply to a machine.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal,
        });
        return { kind: 'taken', refusedAddresses: info.rejected.length };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}

function failure(error: unknown): MailResult {
  const { code, originalCode, responseCode } = error instanceof Error ? (error as MailError) : {};
  return {
    kind: 'failed',
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof originalCode === 'string' ? { systemCode: originalCode } : {}),
    ...(typeof responseCode === 'number' ? { smtpCode: responseCode } : {}),
  };
}

/** What nodemailer's errors carry beside their text (its `errors.d.ts`). */
interface MailError extends Error {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
}
