import { expect, test } from 'vitest';
import type { Sent } from './channel.js';
import { mailAnswer } from './mail-answer.js';
import type { MailResult } from './mail-transport.js';
import { webhookAnswer, webhookFailure } from './webhook-answer.js';

const delivered: Sent = { kind: 'delivered' };
const again = (code: string): Sent => ({ kind: 'again', code });
const refused = (code: string): Sent => ({ kind: 'refused', code });

test.each<[number, Sent]>([
  [200, delivered],
  [204, delivered],
  [301, again('WEBHOOK_REDIRECT')],
  [308, again('WEBHOOK_REDIRECT')],
  [400, again('WEBHOOK_HTTP_400')],
  [401, again('WEBHOOK_HTTP_401')],
  [404, again('WEBHOOK_HTTP_404')],
  [408, again('WEBHOOK_HTTP_408')],
  [410, refused('WEBHOOK_HTTP_410')],
  [425, again('WEBHOOK_HTTP_425')],
  [429, again('WEBHOOK_HTTP_429')],
  [500, again('WEBHOOK_HTTP_500')],
  [503, again('WEBHOOK_HTTP_503')],
])("a webhook's %i means %o", (status, sent) => {
  expect(webhookAnswer(status)).toEqual(sent);
});

test.each([
  ['ECONNREFUSED', 'WEBHOOK_UNREACHABLE'],
  ['ENOTFOUND', 'WEBHOOK_UNREACHABLE'],
  [undefined, 'WEBHOOK_UNREACHABLE'],
  ['UND_ERR_SOCKET', 'WEBHOOK_UNREACHABLE'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'WEBHOOK_CERTIFICATE'],
  ['CERT_HAS_EXPIRED', 'WEBHOOK_CERTIFICATE'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'WEBHOOK_CERTIFICATE'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'WEBHOOK_CERTIFICATE'],
])('no answer for the reason %s is %s', (code, told) => {
  expect(webhookFailure(code)).toEqual(again(told));
});

test.each<[MailResult, Sent]>([
  [{ kind: 'taken', refusedAddresses: 0 }, delivered],
  [
    { kind: 'taken', refusedAddresses: 1 },
    { kind: 'delivered', code: 'EMAIL_ADDRESSES_REFUSED' },
  ],
  [{ kind: 'failed', code: 'EMESSAGE', smtpCode: 554 }, refused('EMAIL_SMTP_554')],
  [{ kind: 'failed', code: 'EMESSAGE', smtpCode: 451 }, again('EMAIL_SMTP_451')],
  [{ kind: 'failed', code: 'EMESSAGE', smtpCode: 503 }, again('EMAIL_SMTP_503')],
  [{ kind: 'failed', code: 'EMESSAGE' }, again('EMAIL_UNREACHABLE')],
  [{ kind: 'failed', code: 'EENVELOPE', smtpCode: 550 }, again('EMAIL_SMTP_550')],
  [{ kind: 'failed', code: 'EAUTH', smtpCode: 535 }, again('EMAIL_LOGIN_REFUSED')],
  [{ kind: 'failed', code: 'ETLS' }, again('EMAIL_TLS_FAILED')],
  [{ kind: 'failed', code: 'ETIMEDOUT' }, again('EMAIL_TIME_OUT')],
  [{ kind: 'failed', code: 'ESOCKET', systemCode: 'ECONNREFUSED' }, again('EMAIL_UNREACHABLE')],
  [{ kind: 'failed', code: 'ESOCKET', systemCode: 'CERT_HAS_EXPIRED' }, again('EMAIL_CERTIFICATE')],
  [{ kind: 'failed', code: 'EPROTOCOL', smtpCode: 554 }, again('EMAIL_SMTP_554')],
  [{ kind: 'failed' }, again('EMAIL_UNREACHABLE')],
])("a mail server's %o means %o", (result, sent) => {
  expect(mailAnswer(result)).toEqual(sent);
});
