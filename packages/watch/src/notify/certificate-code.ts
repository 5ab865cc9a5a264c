/**
 * Whether an error's code speaks of a certificate that is not trusted, or of TLS that failed: OpenSSL's reasons as Node names them
 * (nodejs.org/api/tls.html, "X509 certificate error codes"), and Node's own.
 */
export function isCertificateCode(code = ''): boolean {
  return /CERT|^CRL_|^ERR_TLS_|^ERR_SSL_|^UNABLE_TO_|^INVALID_CA$|^INVALID_PURPOSE$|^HOSTNAME_MISMATCH$/.test(
    code,
  );
}
