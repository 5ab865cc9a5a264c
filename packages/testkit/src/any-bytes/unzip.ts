import { inflateRawSync } from 'node:zlib';
import type { ZipPart } from '../zip-builder.js';

/** The parts of an honest ZIP without zip64, so that they can be changed and put together again. */
export function unzip(bytes: Uint8Array): readonly ZipPart[] {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const parts: ZipPart[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packedSize, nameLength] = [10, 20, 28].map((field) =>
      field === 20 ? file.readUInt32LE(at + field) : file.readUInt16LE(at + field),
    );
    const name = file.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + (packedSize ?? 0));
    parts.push({ name, content: method === 0 ? packed : inflateRawSync(packed) });
    at += 46 + (nameLength ?? 0) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}
