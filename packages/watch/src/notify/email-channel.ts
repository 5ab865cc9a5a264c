import { SettingsError } from '@solarproof-import/importer';
import type { NotifyConfig } from '../config/config-schema.js';
import { channelName, type Channel, type Sent } from './channel.js';
import { isLoopback } from './loopback.js';
import { mailAnswer } from './mail-answer.js';
import { openMailTransport, type MailServer } from './mail-transport.js';
import { messageMark } from './message-mark.js';
import type { Notice } from './notice.js';
import { parseNoticeBody } from './notice-body.js';
import { noticeText } from './notice-text.js';
import { withinTime } from './within-time.js';

/** What the settings say of e-mails. */
export type EmailConfig = NonNullable<NotifyConfig['email']>;

/** E-mails, as the settings have them. */
export interface EmailOptions {
  readonly config: EmailConfig;
  /** Of the user; left out where there is none. */
  readonly password?: string | undefined;
  /** A certificate authority in PEM, trusted instead of those that Node knows; default: those. */
  readonly ca?: string | undefined;
  /** How long the whole sending of one may take, in milliseconds; default 60,000. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 60_000;

/** Opens the way to those who get e-mails. @throws SettingsError for settings that cannot be used */
export function openEmailChannel(options: EmailOptions): Channel {
  const { from, to } = options.config;
  const server = mailServer(options);
  const transport = openMailTransport(server);
  const { timeoutMs: milliseconds = defaultTimeoutMs } = options;

  const mail = (id: string, notice: Notice, signal?: AbortSignal): Promise<Sent> =>
    withinTime({ milliseconds, signal }, async (limit, cutOff) => {
      // The same for each try, so that a mail program can tell a repeated one.
      const messageId = `<${messageMark(id)}@${from.slice(from.lastIndexOf('@') + 1)}>`;
      const { subject, text } = noticeText(notice);
      const result = await transport.send({ from, to, messageId, date: notice.at, subject, text }, limit);
      const cause = result.kind === 'failed' ? cutOff() : undefined;
      if (cause === 'interrupted') return { kind: 'again', code: 'EMAIL_INTERRUPTED' };
      return cause ? { kind: 'again', code: 'EMAIL_TIME_OUT' } : mailAnswer(result);
    });

  return {
    // Of the people alone: a server that is mended or moved leads to the same ones.
    name: channelName('email', JSON.stringify([...to].sort())),
    leadsTo: `${to.join(', ')} by ${server.host}:${server.port}`,
    send: async ({ id, body }, signal) => {
      const notice = parseNoticeBody(body);
      return notice ? mail(id, notice, signal) : { kind: 'refused', code: 'EMAIL_NOTICE_UNREADABLE' };
    },
    test: (notice, signal) => mail(`test-${notice.at.getTime()}`, notice, signal),
    close: () => transport.close(),
  };
}

/** @throws SettingsError where it would go unencrypted over a network, or a user has no password, or the other way round */
function mailServer({ config, password, ca }: EmailOptions): MailServer {
  const { host, tls = 'starttls', user } = config.smtp;
  const { port = tls === 'implicit' ? 465 : 587 } = config.smtp;
  if (tls === 'none' && !isLoopback(host))
    throw new SettingsError(
      'NOTIFY_EMAIL_UNENCRYPTED',
      `tls "none" would show the notices and the password to the network on their way to ${host}.`,
      ['Set tls of notify.email.smtp to starttls or implicit; "none" is for a mail server on this machine.'],
    );
  if ((user === undefined) !== (password === undefined))
    throw new SettingsError(
      'NOTIFY_EMAIL_LOGIN_INCOMPLETE',
      user === undefined
        ? 'notify.email.smtp has a passwordFile and no user.'
        : 'notify.email.smtp has a user and no passwordFile.',
      ['Set both, or neither where the mail server wants no login.'],
    );
  const login = user === undefined || password === undefined ? undefined : { user, password };
  return { host, port, tls, login, ca };
}
