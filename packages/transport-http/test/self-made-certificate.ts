import { generateKeyPairSync, sign } from 'node:crypto';

/** In PEM, as `node:tls` takes them. */
export interface SelfMadeCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a certificate that signs itself (RFC 5280, 4.1), with a key of its own, so that no key lies in the repository
 * and none of them ever expires there.
 */
export function makeCertificate(options: {
  readonly dns?: string;
  readonly ip?: readonly [number, number, number, number];
  /** Four digits. */
  readonly untilYear?: string;
}): SelfMadeCertificate {
  const { dns = 'localhost', ip, untilYear = '2049' } = options;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, ecdsaWithSha256);
  const name = der(0x30, der(0x31, der(0x30, commonName, der(0x0c, text('example.com')))));
  const names = der(0x30, ip ? der(0x87, Buffer.from(ip)) : der(0x82, text(dns)));
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, time('2001'), time(untilYear)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, der(0x30, subjectAlternativeName, der(0x04, names)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const whole = der(0x30, content, algorithm, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

// Object identifiers: 1.2.840.10045.4.3.2, 2.5.4.3 and 2.5.29.17.
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonName = Buffer.from('0603550403', 'hex');
const subjectAlternativeName = Buffer.from('0603551d11', 'hex');

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

function time(year: string): Buffer {
  return der(0x18, text(`${year}0101000000Z`));
}

/** Tag, length, value (X.690, 8.1); of at most 65,535 bytes. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const lengthBytes = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), value]);
}
