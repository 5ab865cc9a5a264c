import { createHmac } from 'node:crypto';

/** What is kept as a fingerprint alone: personal data, and API keys. */
export type FingerprintKind = 'email' | 'identity' | 'person' | 'key';

/** Makes the fingerprint of a text: equal for equal texts, and without the secret nobody can try texts out. */
export type Fingerprint = (kind: FingerprintKind, text: string) => Uint8Array;

// HMAC may be cut to half its length (RFC 2104, section 5).
const keptBytes = 16;

/** Makes fingerprints with the secret of an installation: HMAC-SHA-256, its first 16 bytes. */
export function fingerprintWith(secret: Uint8Array): Fingerprint {
  return (kind, text) => {
    const full = createHmac('sha256', secret).update(`${kind}:`).update(text).digest();
    return new Uint8Array(full.subarray(0, keptBytes));
  };
}

/** Whether two fingerprints are of the same text. */
export function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}
