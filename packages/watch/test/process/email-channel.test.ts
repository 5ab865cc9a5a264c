import { systemClock, type OutboxMessage } from '@solarproof-import/importer';
import { describe, expect, it, test } from 'vitest';
import { makeCertificate } from '../../../transport-http/test/self-made-certificate.js';
import { openEmailChannel, type EmailConfig } from '../../src/notify/email-channel.js';
import { noticeBody } from '../../src/notify/notice-body.js';
import { noticeText } from '../../src/notify/notice-text.js';
import { openChannels } from '../../src/notify/open-channels.js';
import { serveMail } from '../mail-server.js';
import { sampleNotice } from '../sample-notice.js';

const password = 'p4ss w0rd';

const message: OutboxMessage = {
  id: '20260302-090000-7f3a9c',
  channel: 'email',
  body: noticeBody(sampleNotice),
  created: new Date('2026-03-02T09:00:00Z'),
  tries: 0,
};

const configOf = (port: number, smtp: Partial<EmailConfig['smtp']> = {}): EmailConfig => ({
  to: ['office@example.com', 'boss@example.com'],
  from: 'imports@solar.example',
  smtp: { host: '127.0.0.1', port, tls: 'none', ...smtp },
});

const headerOf = (headers: readonly string[] = [], name: string): string | undefined =>
  headers.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))?.slice(name.length + 2);

test('a message goes out as a letter that no machine replies to', async () => {
  const { port, mails } = await serveMail();
  const channel = openEmailChannel({ config: configOf(port) });
  expect(await channel.send(message)).toEqual({ kind: 'delivered' });
  const { subject, text } = noticeText(sampleNotice);
  const [mail] = mails;
  expect(mail).toMatchObject({
    from: 'imports@solar.example',
    to: ['office@example.com', 'boss@example.com'],
  });
  expect(mail?.text.trimEnd()).toBe(text.trimEnd());
  expect(mail?.headers.map((line) => line.split(':')[0]).sort()).toEqual([
    'Auto-Submitted',
    'Content-Transfer-Encoding',
    'Content-Type',
    'Date',
    'From',
    'MIME-Version',
    'Message-ID',
    'Subject',
    'To',
    'X-Auto-Response-Suppress',
  ]);
  const header = (name: string) => headerOf(mail?.headers, name);
  expect(header('Subject')).toBe(subject);
  expect(header('From')).toBe('"solarproof-import" <imports@solar.example>');
  expect(header('Message-ID')).toBe('<20260302-090000-7f3a9c@solar.example>');
  expect(header('Auto-Submitted')).toBe('auto-generated');
  expect(header('Date')).toBe('Mon, 02 Mar 2026 09:00:00 +0000');
});

test('a repeated message has the same Message-ID, whatever its ID', async () => {
  const { port, mails } = await serveMail();
  const channel = openEmailChannel({ config: configOf(port) });
  const id = 'a>\r\nBcc: <x@example.com';
  await channel.send({ ...message, id });
  await channel.send({ ...message, id, tries: 1 });
  const ids = mails.map(({ headers }) => headerOf(headers, 'Message-ID'));
  expect(ids[0]).toMatch(/^<[0-9a-f]{64}@solar\.example>$/);
  expect(ids[1]).toBe(ids[0]);
});

test.each([
  ['a line break', 'a\r\nBcc: spy@example.com\r\n\r\nHello.csv'],
  ['a bare CR', 'a\rBcc: spy@example.com.csv'],
  ['an encoded line break', 'a=?utf-8?Q?=0D=0ABcc:_spy@example.com?=.csv'],
  ['an encoded word', '=?utf-8?B?QmNjOiBzcHlAZXhhbXBsZS5jb20=?= .csv'],
  ['a lone dot', 'a\r\n.\r\nMAIL FROM:<spy@example.com>.csv'],
  ['other letters', 'Kund\u00F6r \u2013 \u65E5\u672C\u8A9E \u{1F600}.csv'],
])('a file name with %s stays a file name', async (_what, name) => {
  const { port, mails, commands } = await serveMail();
  const channel = openEmailChannel({ config: configOf(port) });
  const notice = { ...sampleNotice, file: `done/${name}` };
  expect(await channel.send({ ...message, body: noticeBody(notice) })).toEqual({ kind: 'delivered' });
  const { subject, text } = noticeText(notice);
  expect(mails).toHaveLength(1);
  expect(commands.filter((command) => command.startsWith('MAIL'))).toHaveLength(1);
  expect(mails[0]?.to).toEqual(['office@example.com', 'boss@example.com']);
  expect(mails[0]?.headers.map((line) => line.split(':')[0])).not.toContain('Bcc');
  expect(mails[0]?.headers).toHaveLength(10);
  expect(decodedWords(headerOf(mails[0]?.headers, 'Subject') ?? '')).toBe(subject.replaceAll('=?', '= ?'));
  expect(mails[0]?.text.trimEnd()).toBe(text.trimEnd());
});

/** A header as a mail program shows it (RFC 2047). */
function decodedWords(header: string): string {
  const joined = header.replace(/\?= +=\?/g, '?==?');
  return joined.replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_all, encoding: string, text: string) => {
    if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString();
    const bytes = text
      .replace(/_/g, ' ')
      .replace(/=([0-9A-F]{2})/gi, (_hex, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString();
  });
}

describe('on the way to the server', () => {
  const certificate = makeCertificate({ ip: [127, 0, 0, 1] });
  const login = `office:${password}`;

  it('all is encrypted and the login given, with STARTTLS and without', async () => {
    for (const tls of ['starttls', 'implicit'] as const) {
      const implicit = tls === 'implicit';
      const { port, mails, commands } = await serveMail({ certificate, login, implicit });
      const config = configOf(port, { tls, user: 'office' });
      const channel = openEmailChannel({ config, password, ca: certificate.cert });
      expect(await channel.send(message)).toEqual({ kind: 'delivered' });
      expect(mails).toHaveLength(1);
      expect(commands.slice(0, 2).map((command) => command.split(' ')[0])).toEqual(
        implicit ? ['EHLO', 'AUTH'] : ['EHLO', 'STARTTLS'],
      );
    }
  });

  it('the password is what its file holds, blanks and all, without the end of its line', async () => {
    const { port, mails } = await serveMail({ certificate, login: `office: ${password} ` });
    const email = configOf(port, { tls: 'starttls', user: 'office', passwordFile: 'mail-password' });
    const readSecret = async (): Promise<string> => ` ${password} \r\n`;
    const surroundings = { readSecret, clock: systemClock, ca: certificate.cert };
    const [channel] = await openChannels({ email }, surroundings);
    expect(await channel?.send(message)).toEqual({ kind: 'delivered' });
    expect(mails).toHaveLength(1);
  });

  it('nothing is said to a server that offers no STARTTLS, by default', async () => {
    const { port, commands } = await serveMail({ login });
    const { tls: _none, ...smtp } = configOf(port, { user: 'office' }).smtp;
    const channel = openEmailChannel({ config: { ...configOf(port), smtp }, password });
    expect(await channel.send(message)).toEqual({ kind: 'again', code: 'EMAIL_TLS_FAILED' });
    expect(commands.filter((command) => /^(?:AUTH|MAIL)/.test(command))).toEqual([]);
  });

  it('nothing is said to a server with a certificate that nobody knows', async () => {
    for (const implicit of [false, true]) {
      const { port, commands } = await serveMail({ certificate, login, implicit });
      const config = configOf(port, { tls: implicit ? 'implicit' : 'starttls', user: 'office' });
      const sent = await openEmailChannel({ config, password }).send(message);
      expect(sent).toEqual({ kind: 'again', code: 'EMAIL_CERTIFICATE' });
      expect(commands.filter((command) => /^(?:AUTH|MAIL)/.test(command))).toEqual([]);
    }
  });

  it('a login that is refused, or that nobody asks for, says so, without the password', async () => {
    for (const options of [{ login: 'office:another' }, {}]) {
      const { port, mails } = await serveMail(options);
      const channel = openEmailChannel({ config: configOf(port, { user: 'office' }), password });
      const sent = await channel.send(message);
      expect(sent).toEqual({ kind: 'again', code: 'EMAIL_LOGIN_REFUSED' });
      expect(mails).toEqual([]);
    }
  });
});

describe('a message that does not get through', () => {
  const sentTo = async (answer: (command: string) => string | undefined) => {
    const { port } = await serveMail({ answer });
    return openEmailChannel({ config: configOf(port), timeoutMs: 300 }).send(message);
  };

  it('is tried again where the server is busy, or knows nobody', async () => {
    const code = (command: string) => (answer: string) => (said: string) =>
      said.startsWith(command) ? answer : undefined;
    expect(await sentTo(code('MAIL')('451 busy'))).toEqual({ kind: 'again', code: 'EMAIL_SMTP_451' });
    expect(await sentTo(code('RCPT')('550 nobody'))).toEqual({ kind: 'again', code: 'EMAIL_SMTP_550' });
    expect(await sentTo(code('.')('452 full'))).toEqual({ kind: 'again', code: 'EMAIL_SMTP_452' });
  });

  it('is refused where the server wants no such mail, and taken where it knows one of two', async () => {
    const spam = (said: string) => (said === '.' ? '554 5.7.1 spam' : undefined);
    expect(await sentTo(spam)).toEqual({ kind: 'refused', code: 'EMAIL_SMTP_554' });
    const half = (said: string) => (said.includes('boss') ? '550 gone' : undefined);
    expect(await sentTo(half)).toEqual({ kind: 'delivered', code: 'EMAIL_ADDRESSES_REFUSED' });
  });

  it('waits no longer than it may, from the greeting to the end', async () => {
    for (const silent of ['', '.'])
      expect(await sentTo((said) => (said === silent ? '' : undefined))).toEqual({
        kind: 'again',
        code: 'EMAIL_TIME_OUT',
      });
  });

  it('can be cut off', async () => {
    const controller = new AbortController();
    const { port } = await serveMail({ answer: () => (controller.abort(), '') });
    const sent = await openEmailChannel({ config: configOf(port) }).send(message, controller.signal);
    expect(sent).toEqual({ kind: 'again', code: 'EMAIL_INTERRUPTED' });
  });

  it('says so where nobody is there; one that is no notice is refused unsent', async () => {
    const { port, commands, close } = await serveMail();
    const channel = openEmailChannel({ config: configOf(port) });
    const strange = { kind: 'refused', code: 'EMAIL_NOTICE_UNREADABLE' };
    expect(await channel.send({ ...message, body: '{}' })).toEqual(strange);
    expect(commands).toEqual([]);
    await close();
    expect(await channel.send(message)).toEqual({ kind: 'again', code: 'EMAIL_UNREACHABLE' });
  });
});

test('a notice can be tried out, past the outbox', async () => {
  const { port, mails } = await serveMail();
  const channel = openEmailChannel({ config: configOf(port) });
  expect(await channel.test({ ...sampleNotice, kind: 'test' })).toEqual({ kind: 'delivered' });
  expect(headerOf(mails[0]?.headers, 'Subject')).toBe('Solar Proof import: a test from front-desk-3f2a9c');
  channel.close();
  channel.close();
});

test.each<[string, Partial<EmailConfig['smtp']>, string | undefined, string]>([
  ['no encryption to another machine', { host: 'mail.example.com' }, undefined, 'NOTIFY_EMAIL_UNENCRYPTED'],
  ['a user without a password', { user: 'office' }, undefined, 'NOTIFY_EMAIL_LOGIN_INCOMPLETE'],
  ['a password without a user', {}, password, 'NOTIFY_EMAIL_LOGIN_INCOMPLETE'],
])('%s is refused, and no password repeated', (...[, smtp, secret, code]) => {
  let refusal: unknown;
  try {
    openEmailChannel({ config: configOf(25, smtp), password: secret });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ code });
  expect(`${String(refusal)} ${JSON.stringify(refusal)}`).not.toContain(password);
});

test('a name stands for the people, however their mail gets there', () => {
  const open = (some: Partial<EmailConfig>) => openEmailChannel({ config: { ...configOf(25), ...some } });
  const { name, leadsTo } = open({});
  expect(name).toMatch(/^email-[0-9a-f]{6}$/);
  expect(
    open({ to: ['boss@example.com', 'office@example.com'], smtp: { host: 'mail.example.com' } }).name,
  ).toBe(name);
  expect(open({ to: ['boss@example.com'] }).name).not.toBe(name);
  expect(leadsTo).toBe('office@example.com, boss@example.com by 127.0.0.1:25');
  expect(open({ smtp: { host: 'mail.example.com' } }).leadsTo).toContain('mail.example.com:587');
  expect(open({ smtp: { host: 'mail.example.com', tls: 'implicit' } }).leadsTo).toContain(':465');
});
