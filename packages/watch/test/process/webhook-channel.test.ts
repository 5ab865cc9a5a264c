import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { systemClock, type OutboxMessage } from '@solarproof-import/importer';
import { FakeClock } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { makeCertificate } from '../../../transport-http/test/self-made-certificate.js';
import { serveScript } from '../../../transport-http/test/scripted-server.js';
import { noticeBody } from '../../src/notify/notice-body.js';
import { openNotifier } from '../../src/notify/notifier.js';
import { OutboxSender } from '../../src/notify/outbox-sender.js';
import { openWebhookChannel, parseWebhookUrl } from '../../src/notify/webhook-channel.js';
import { memoryOutbox } from '../memory-outbox.js';
import { sampleNotice } from '../sample-notice.js';
import { receiveWebhooks, withStatus, type Received } from '../webhook-receiver.js';

const secretBytes = Buffer.from('0123456789abcdef0123456789abcdef');
const secret = `whsec_${secretBytes.toString('base64')}`;
const clock = systemClock;

const message: OutboxMessage = {
  id: '20260302-090000-7f3a9c',
  channel: 'webhook',
  body: noticeBody(sampleNotice),
  created: new Date('2026-03-02T09:00:00Z'),
  tries: 0,
};

/** What a receiver does who has read the specification: the signature, and that it is of now. */
function isOurs({ headers, body }: Received): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  const expected = createHmac('sha256', secretBytes).update(`${String(id)}.${String(timestamp)}.${body}`);
  const isNow = Math.abs(Date.now() / 1_000 - Number(timestamp)) < 300;
  return (
    isNow &&
    String(signatures)
      .split(' ')
      .includes(`v1,${expected.digest('base64')}`)
  );
}

test('a message arrives as it is in the outbox, signed', async () => {
  const { origin, received } = await receiveWebhooks(withStatus(204));
  const channel = openWebhookChannel({ url: `${origin}/hooks/t0ken?key=t0ken`, secret, clock });
  expect(await channel.send(message)).toEqual({ kind: 'delivered' });
  const [request] = received;
  expect(request).toMatchObject({
    method: 'POST',
    path: '/hooks/t0ken?key=t0ken',
    body: message.body,
    headers: { 'webhook-id': message.id, 'content-type': 'application/json' },
  });
  expect(request && isOurs(request)).toBe(true);
  expect(request && isOurs({ ...request, body: `${request.body} ` })).toBe(false);
});

test('a notice can be tried out, past the outbox', async () => {
  const { origin, received } = await receiveWebhooks(withStatus(200));
  const channel = openWebhookChannel({ url: origin, secret, clock });
  expect(await channel.test({ ...sampleNotice, kind: 'test' })).toEqual({ kind: 'delivered' });
  expect(received.map(isOurs)).toEqual([true]);
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'solarproof-import.test' });
});

test('an ID that a header cannot hold goes as its hash', async () => {
  const { origin, received } = await receiveWebhooks(withStatus(200));
  const channel = openWebhookChannel({ url: origin, secret, clock });
  for (const id of ['a.b\r\nx-other: 1', 'a.b\r\nx-other: 1', 'ä']) await channel.send({ ...message, id });
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
  expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
  expect(received.every(isOurs)).toBe(true);
});

describe('a message that does not get through', () => {
  it('follows no redirect', async () => {
    const other = await receiveWebhooks(withStatus(200));
    for (const status of [301, 302, 303, 307, 308]) {
      const { origin } = await receiveWebhooks(withStatus(status, { location: other.origin }));
      const channel = openWebhookChannel({ url: origin, secret, clock });
      expect(await channel.send(message)).toEqual({ kind: 'again', code: 'WEBHOOK_REDIRECT' });
    }
    expect(other.received).toEqual([]);
  });

  it('waits for an answer no longer than it may take', async () => {
    const { origin, received } = await receiveWebhooks(() => undefined);
    const channel = openWebhookChannel({ url: origin, secret, clock, timeoutMs: 100 });
    expect(await channel.send(message)).toEqual({ kind: 'again', code: 'WEBHOOK_TIME_OUT' });
    expect(received).toHaveLength(1);
  });

  it('can be cut off, also before it began', async () => {
    const controller = new AbortController();
    const { origin, received } = await receiveWebhooks(() => controller.abort());
    const channel = openWebhookChannel({ url: origin, secret, clock });
    const interrupted = { kind: 'again', code: 'WEBHOOK_INTERRUPTED' };
    expect(await channel.send(message, controller.signal)).toEqual(interrupted);
    expect(await channel.send(message, controller.signal)).toEqual(interrupted);
    expect(received).toHaveLength(1);
  });

  it('says so where nobody is there, or hangs up', async () => {
    const { origin, close } = await receiveWebhooks(withStatus(200));
    await close();
    const unreachable = { kind: 'again', code: 'WEBHOOK_UNREACHABLE' };
    expect(await openWebhookChannel({ url: origin, secret, clock }).send(message)).toEqual(unreachable);
    const rude = await receiveWebhooks((response) => response.destroy());
    expect(await openWebhookChannel({ url: rude.origin, secret, clock }).send(message)).toEqual(unreachable);
    const port = await new Promise<number>((resolve) => {
      const server = createServer((socket) => socket.end('NO HTTP\r\n\r\n')).listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
      onTestFinished(() => void server.close());
    });
    const gibberish = openWebhookChannel({ url: `http://127.0.0.1:${port}`, secret, clock });
    expect(await gibberish.send(message)).toEqual(unreachable);
  });

  it('trusts no certificate that it does not know', async () => {
    const server = await serveScript(() => undefined, { certificate: makeCertificate({}) });
    const channel = openWebhookChannel({ url: `https://localhost:${server.port}/`, secret, clock });
    expect(await channel.send(message)).toEqual({ kind: 'again', code: 'WEBHOOK_CERTIFICATE' });
    await server.close();
  });

  it('does not read an answer without end', async () => {
    const written = { bytes: 0 };
    const { origin } = await receiveWebhooks((response) => {
      response.writeHead(200);
      const pour = (): void => {
        if (response.destroyed) return;
        written.bytes += 65_536;
        response.write(Buffer.alloc(65_536), () => setImmediate(pour));
      };
      pour();
    });
    const channel = openWebhookChannel({ url: origin, secret, clock, timeoutMs: 5_000 });
    expect(await channel.send(message)).toEqual({ kind: 'delivered' });
    expect(written.bytes).toBeLessThan(64 * 1_024 * 1_024);
  });
});

test('a notice outlives a receiver that fails and is away, and a restart, and keeps its ID', async () => {
  const fake = new FakeClock(new Date());
  const store = memoryOutbox();
  const first = await receiveWebhooks(withStatus(500));
  const told: string[] = [];
  const open = () => {
    const channel = openWebhookChannel({ url: `${first.origin}/t0ken`, secret, clock: fake });
    const options = { store, clock: fake, onDropped: ({ code }: { code: string }) => told.push(code) };
    return {
      channel,
      sender: new OutboxSender({ ...options, channels: new Map([[channel.name, channel]]) }),
    };
  };
  const { channel, sender } = open();
  const newId = (): string => 'message-1';
  await openNotifier({ config: {}, channels: [channel], store, clock: fake, newId }).tell(sampleNotice);
  await sender.flush();
  fake.advance(10_000);
  await sender.flush();
  await first.close();
  fake.advance(20_000);
  await sender.flush();
  expect(store.messages).toMatchObject([{ id: 'message-1', channel: channel.name, tries: 3 }]);
  expect(JSON.stringify(store.messages)).not.toMatch(/t0ken|127\.0\.0\.1|whsec/);
  const second = await receiveWebhooks(withStatus(200), first.port);
  await open().sender.flush();
  expect([store.messages, told]).toEqual([[], []]);
  const received = [...first.received, ...second.received];
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([
    'message-1',
    'message-1',
    'message-1',
  ]);
  expect(received.every(isOurs)).toBe(true);
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
});

test.each([
  ['no URL', 'hooks/s3cret'],
  ['a password', 'https://user:s3cret@example.com/'],
  ['plain http to another machine', 'http://example.com/s3cret'],
  ['plain http to a name that only begins like this machine', 'http://localhost.example.com/s3cret'],
  ['another protocol', 'ftp://example.com/s3cret'],
])('refuses %s, and repeats nothing of it', (_what, url) => {
  let refusal: unknown;
  try {
    openWebhookChannel({ url, secret, clock });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toMatchObject({ code: 'NOTIFY_WEBHOOK_URL_INVALID' });
  expect(`${String(refusal)} ${JSON.stringify(refusal)}`).not.toMatch(/s3cret|example/);
});

test('a name leads to the same receiver each time, and gives nothing away', () => {
  const open = (url: string) => openWebhookChannel({ url, secret, clock });
  const { name, leadsTo } = open('https://hooks.example.com/t0ken');
  expect(name).toMatch(/^webhook-[0-9a-f]{6}$/);
  expect(open('https://hooks.example.com/t0ken').name).toBe(name);
  expect(open('https://hooks.example.com/t1ken').name).not.toBe(name);
  expect(leadsTo).toBe('hooks.example.com');
  expect(parseWebhookUrl('http://[::1]:8/x').port).toBe('8');
});
