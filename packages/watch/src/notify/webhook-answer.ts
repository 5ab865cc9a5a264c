import { isCertificateCode } from './certificate-code.js';
import type { Sent } from './channel.js';

/**
 * What a webhook's answer means for its message. Only 410 is final (Standard Webhooks: the receiver is gone for good). A 401, a 404
 * or a redirect is most likely somebody's mistake that is mended soon, and the notice then still matters.
 */
export function webhookAnswer(status: number): Sent {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status >= 300 && status < 400) return { kind: 'again', code: 'WEBHOOK_REDIRECT' };
  const code = `WEBHOOK_HTTP_${status}`;
  return status === 410 ? { kind: 'refused', code } : { kind: 'again', code };
}

/** Why no answer came, by the error's code where it has one; its text may hold the address and is not looked at. */
export function webhookFailure(code: string | undefined): Sent {
  return { kind: 'again', code: isCertificateCode(code) ? 'WEBHOOK_CERTIFICATE' : 'WEBHOOK_UNREACHABLE' };
}
