import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a ZIP and how it is to be written; what is left out is as an honest program writes it. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Not deflated. Default: deflated. */
  readonly stored?: boolean;
  /** The general purpose bit flag, e.g. 1 for encrypted. Default 0x800: names are UTF-8. */
  readonly flags?: number;
  /** A lie about the size once expanded. */
  readonly declaredSize?: number;
  /** A lie about the checksum. */
  readonly declaredCrc?: number;
}

/** Writes a ZIP, odd where the parts ask for it (APPNOTE 4.3). For tests only. */
export function buildZip(parts: readonly ZipPart[]): Uint8Array {
  const written: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const data = part.stored ? content : deflateRawSync(content);
    const fields = partFields(part, { content, compressed: data.length });
    const name = Buffer.from(part.name);
    const local = Buffer.concat([numbers([0x04034b50, 4], ...fields, [name.length, 2], [0, 2]), name, data]);
    directory.push(
      numbers(
        [0x02014b50, 4],
        [20, 2],
        ...fields,
        [name.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 4],
        [offset, 4],
      ),
      name,
    );
    written.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = parts.length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [central.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...written, central, end]);
}

type Field = readonly [value: number, bytes: 2 | 4];

/** What stands in both headers, from *version needed* to *uncompressed size*. */
function partFields(part: ZipPart, sizes: { content: Uint8Array; compressed: number }): Field[] {
  const crc = part.declaredCrc ?? crc32(sizes.content);
  const size = part.declaredSize ?? sizes.content.length;
  const method = part.stored ? 0 : 8;
  return [
    [20, 2],
    [part.flags ?? 0x800, 2],
    [method, 2],
    [0, 2],
    [33, 2],
    [crc, 4],
    [sizes.compressed, 4],
    [size, 4],
  ];
}

function numbers(...fields: readonly Field[]): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [value, length] of fields) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}
