import { isCertificateCode } from './certificate-code.js';
import type { Sent } from './channel.js';
import type { MailResult } from './mail-transport.js';

/**
 * What a mail server's answer means for its message. Only a refusal of the mail itself (5xx after its text) is final: a login, an
 * address or a certificate that is refused is most likely a setting that is mended soon, and the notice then still matters.
 */
export function mailAnswer(result: MailResult): Sent {
  if (result.kind === 'taken') {
    const { refusedAddresses } = result;
    return refusedAddresses > 0
      ? { kind: 'delivered', code: 'EMAIL_ADDRESSES_REFUSED' }
      : { kind: 'delivered' };
  }
  const { code, systemCode, smtpCode } = result;
  if (code === 'EMESSAGE' && smtpCode !== undefined && smtpCode >= 500 && smtpCode !== 503)
    return { kind: 'refused', code: `EMAIL_SMTP_${smtpCode}` };
  if (isCertificateCode(systemCode)) return { kind: 'again', code: 'EMAIL_CERTIFICATE' };
  return { kind: 'again', code: failureCode(code, smtpCode) };
}

function failureCode(code: string | undefined, smtpCode: number | undefined): string {
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return 'EMAIL_LOGIN_REFUSED';
    case 'ETLS':
      return 'EMAIL_TLS_FAILED';
    case 'ETIMEDOUT':
      return 'EMAIL_TIME_OUT';
    case undefined:
    default:
      return smtpCode === undefined ? 'EMAIL_UNREACHABLE' : `EMAIL_SMTP_${smtpCode}`;
  }
}
