import { crc32, deflateRawSync } from 'node:zlib';
import { extraField, inZip64, numbers, type ZipField } from './zip-fields.js';

/** A part of a ZIP and how it is to be written; what is left out is as an honest program writes it. */
export interface ZipPart {
  /** Bytes where it is not UTF-8. */
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array | PackedContent;
  /** Not deflated. Default: deflated. */
  readonly stored?: boolean;
  /** The number of a packing that is not used. */
  readonly method?: number;
  /** The general purpose bit flag, e.g. 1 for encrypted. Default 0x800: names are UTF-8. */
  readonly flags?: number;
  /** A lie about the size once expanded. */
  readonly declaredSize?: number;
  /** A lie about the packed size. */
  readonly declaredPacked?: number;
  /** A lie about the checksum. */
  readonly declaredCrc?: number;
  /** A lie about where the part begins. The file begins at 0. */
  readonly declaredOffset?: number;
  /** Sizes and checksum behind the data instead of before it (APPNOTE 4.3.9), with or without signature. */
  readonly descriptor?: 'signed' | 'unsigned';
  /** Sizes and place in 64 bits, though they need them not. */
  readonly zip64?: boolean;
  /** Extra fields, in both headers. */
  readonly extra?: Uint8Array;
  /** The name that stands before the data, where it is another than in the directory. */
  readonly localName?: string;
  /** A Unix mode: 0o120777 is a symbolic link. */
  readonly mode?: number;
  /** Stands in the directory alone; needs `declaredOffset`. */
  readonly onlyListed?: boolean;
}

/** Deflated bytes that were made elsewhere. */
export interface PackedContent {
  readonly packed: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

/** What of a ZIP as a whole is odd. */
export interface ZipOddities {
  /** End records in 64 bits, though they need them not. */
  readonly zip64?: boolean;
  readonly comment?: string;
  /** Stands before the first part; offsets count it unless `beforeIsCounted` is false. */
  readonly before?: Uint8Array;
  readonly beforeIsCounted?: boolean;
  /** Stands after the end. */
  readonly after?: Uint8Array;
  /** A lie about the number of parts. */
  readonly declaredCount?: number;
  /** A lie about where the directory begins. */
  readonly declaredDirectory?: number;
}

/** Writes a ZIP, odd where it is asked for (APPNOTE 4.3). For tests only. */
export function buildZip(parts: readonly ZipPart[], oddities: ZipOddities = {}): Uint8Array {
  const before = oddities.before ?? new Uint8Array(0);
  const written: Uint8Array[] = [before];
  const directory: Uint8Array[] = [];
  let offset = oddities.beforeIsCounted === false ? 0 : before.length;
  for (const part of parts) {
    const packed = packedPart(part);
    directory.push(listed(part, packed, part.declaredOffset ?? offset));
    if (part.onlyListed) continue;
    const local = localPart(part, packed);
    written.push(...local);
    offset += local.reduce((sum, { length }) => sum + length, 0);
  }
  const central = Buffer.concat(directory);
  const counts = { count: oddities.declaredCount ?? parts.length, size: central.length, offset };
  return Buffer.concat([...written, central, ...end(counts, oddities)]);
}

interface PackedPart {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

function packedPart(part: ZipPart): PackedPart {
  const { data, crc, size } = packedContent(part);
  return {
    name: Buffer.from(part.name),
    data,
    method: part.method ?? (part.stored ? 0 : 8),
    crc: part.declaredCrc ?? crc,
    packedSize: part.declaredPacked ?? data.length,
    size: part.declaredSize ?? size,
  };
}

function packedContent({ content, stored }: ZipPart): { data: Uint8Array; crc: number; size: number } {
  if (typeof content === 'object' && 'packed' in content) {
    return { data: content.packed, crc: content.crc, size: content.size };
  }
  const bytes = Buffer.from(content);
  return { data: stored ? bytes : deflateRawSync(bytes), crc: crc32(bytes), size: bytes.length };
}

function localPart(part: ZipPart, packed: PackedPart): readonly Uint8Array[] {
  const name = part.localName === undefined ? packed.name : Buffer.from(part.localName);
  const sizes = { crc: packed.crc, packedSize: packed.packedSize, size: packed.size };
  const early = part.descriptor === undefined ? sizes : { crc: 0, packedSize: 0, size: 0 };
  const extra = Buffer.concat([
    part.zip64 ? extraField(1, numbers([early.size, 8], [early.packedSize, 8])) : new Uint8Array(0),
    part.extra ?? new Uint8Array(0),
  ]);
  const head = numbers(
    [0x04034b50, 4],
    ...shared(part, packed.method, early),
    [name.length, 2],
    [extra.length, 2],
  );
  return [head, name, extra, packed.data, descriptor(part, sizes)];
}

interface Sizes {
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

/** What stands in both headers, from *version needed* to *uncompressed size*. */
function shared(part: ZipPart, method: number, { crc, packedSize, size }: Sizes): ZipField[] {
  const flags = (part.flags ?? 0x800) | (part.descriptor === undefined ? 0 : 8);
  return [
    [part.zip64 ? 45 : 20, 2],
    [flags, 2],
    [method, 2],
    [0, 2],
    [33, 2],
    [crc, 4],
    [part.zip64 ? inZip64 : packedSize, 4],
    [part.zip64 ? inZip64 : size, 4],
  ];
}

function descriptor(part: ZipPart, { crc, packedSize, size }: Sizes): Uint8Array {
  if (part.descriptor === undefined) return new Uint8Array(0);
  const width = part.zip64 ? 8 : 4;
  const fields: ZipField[] = [
    [crc, 4],
    [packedSize, width],
    [size, width],
  ];
  return part.descriptor === 'signed' ? numbers([0x08074b50, 4], ...fields) : numbers(...fields);
}

function listed(part: ZipPart, packed: PackedPart, offset: number): Uint8Array {
  const wide = numbers([packed.size, 8], [packed.packedSize, 8], [offset, 8]);
  const extra = Buffer.concat([
    part.zip64 ? extraField(1, wide) : new Uint8Array(0),
    part.extra ?? new Uint8Array(0),
  ]);
  const head = numbers(
    [0x02014b50, 4],
    // Made by Unix where a Unix mode is to count.
    [part.mode === undefined ? 20 : 0x0314, 2],
    ...shared(part, packed.method, packed),
    [packed.name.length, 2],
    [extra.length, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [(part.mode ?? 0) * 65_536, 4],
    [part.zip64 ? inZip64 : offset, 4],
  );
  return Buffer.concat([head, packed.name, extra]);
}

interface Counts {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

function end({ count, size, offset }: Counts, oddities: ZipOddities): readonly Uint8Array[] {
  const comment = Buffer.from(oddities.comment ?? '');
  const start = oddities.declaredDirectory ?? offset;
  const wide = oddities.zip64 ?? false;
  const short = numbers(
    [0x06054b50, 4],
    [0, 4],
    [wide ? 0xffff : count, 2],
    [wide ? 0xffff : count, 2],
    [wide ? inZip64 : size, 4],
    [wide ? inZip64 : start, 4],
    [comment.length, 2],
  );
  const before = wide ? [wideEnd({ count, size, offset: start }), wideLocator(offset + size)] : [];
  return [...before, short, comment, oddities.after ?? new Uint8Array(0)];
}

/** The end record in 64 bits (APPNOTE 4.3.14). */
function wideEnd({ count, size, offset }: Counts): Uint8Array {
  return numbers(
    [0x06064b50, 4],
    [44, 8],
    [45, 2],
    [45, 2],
    [0, 8],
    [count, 8],
    [count, 8],
    [size, 8],
    [offset, 8],
  );
}

function wideLocator(offset: number): Uint8Array {
  return numbers([0x07064b50, 4], [0, 4], [offset, 8], [1, 4]);
}
