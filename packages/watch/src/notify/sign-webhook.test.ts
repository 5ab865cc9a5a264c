import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { SettingsError } from '@solarproof-import/importer';
import { expect, test } from 'vitest';
import { signingKey, signWebhook } from './sign-webhook.js';

const at = new Date(1_614_265_330_000);

test("a signature is the one of the specification's libraries", () => {
  // Published with the libraries of Standard Webhooks and of Svix, whose format it is.
  const key = signingKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const body = '{"test": 2432232314}';
  expect(signWebhook(key, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body })).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a secret without whsec_ is taken as it is, and the body as UTF-8', () => {
  const expected = createHmac('sha256', 'plain secret').update('a.1614265330.Zoë').digest('base64');
  const { 'webhook-signature': signature } = signWebhook(signingKey('plain secret\n'), {
    id: 'a',
    at: new Date(at.getTime() + 999),
    body: 'Zoë',
  });
  expect(signature).toBe(`v1,${expected}`);
});

test.each([[''], [' \n'], ['whsec_'], ['whsec_s3cret!'], ['whsec_s3cre=t']])(
  'the secret %j is refused, and nothing of it is repeated',
  (secret) => {
    let refusal: unknown;
    try {
      signingKey(secret);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(SettingsError);
    expect(refusal).toMatchObject({ code: 'NOTIFY_WEBHOOK_SECRET_INVALID' });
    expect(`${String(refusal)} ${JSON.stringify(refusal)}`).not.toContain('s3cre');
  },
);

test('a signature differs for every change of what is signed, and of the key', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  const body = fc.string({ unit: 'grapheme', maxLength: 20 });
  const key = fc.uint8Array({ minLength: 1, maxLength: 40 });
  // HMAC fills a key up with zeros: one that differs by them alone is the same.
  const keyText = (bytes: Uint8Array): string =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/(?:00)+$/, '');
  const signature = (key: Uint8Array, [id, second, body]: readonly [string, number, string]): string =>
    signWebhook(key, { id, at: new Date(second * 1_000), body })['webhook-signature'];
  fc.assert(
    fc.property(
      fc.tuple(key, key),
      fc.tuple(id, seconds, body),
      fc.tuple(id, seconds, body),
      ([key, other], one, two) => {
        const same = one.every((part, index) => part === two[index]);
        expect(signature(key, one) === signature(key, two)).toBe(same);
        expect(signature(key, one) === signature(other, one)).toBe(keyText(key) === keyText(other));
      },
    ),
  );
});

test('no part of a content can be moved into its neighbour', () => {
  const key = signingKey('k');
  const of = (id: string, second: number, body: string): string =>
    signWebhook(key, { id, at: new Date(second * 1_000), body })['webhook-signature'];
  expect(of('a', 12, '3')).not.toBe(of('a', 1, '23'));
  expect(of('a1', 2, '3')).not.toBe(of('a', 12, '3'));
});
