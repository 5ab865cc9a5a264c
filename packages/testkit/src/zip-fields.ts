/** A little-endian number and how many bytes it takes. */
export type ZipField = readonly [value: number, bytes: 2 | 4 | 8];

/** What stands in a 32-bit field whose value stands in the zip64 extra field instead (APPNOTE 4.4.8). */
export const inZip64 = 0xffffffff;

/** The bytes of these numbers, one behind the other. */
export function numbers(...fields: readonly ZipField[]): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [value, length] of fields) {
    if (length === 8) at = bytes.writeBigUInt64LE(BigInt(value), at);
    else at = bytes.writeUIntLE(value, at, length);
  }
  return bytes;
}

/** An extra field: what a header says beyond its fixed places (APPNOTE 4.5). */
export function extraField(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([numbers([id, 2], [content.length, 2]), content]);
}
