import { limits } from './limits.js';
import { overLimit } from './source-errors.js';
import { stringReader } from './string-reader.js';
import { readXml } from './xml-events.js';

const firstChunkBytes = 65_536;
const chunkBytes = 1_048_576;

/** Some of the texts, one after the other. */
interface Chunk {
  readonly bytes: Buffer;
  /** The number of its first text. */
  readonly first: number;
}

/** The texts that cells point at by number, kept as UTF-8 in few buffers: no object, and no piece of XML, is held a text. */
export class SharedStrings {
  readonly #chunks: Chunk[] = [];
  /** For each text, where it ends in its chunk; it begins where the one before ends. */
  #ends = new Uint32Array(4_096);
  #count = 0;
  #bytes = 0;
  #end = 0;

  /** @throws SourceError where all texts together are more than `limits` allow */
  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.#bytes += bytes;
    if (this.#bytes > limits.sharedStringBytes) throw overLimit('its texts are more than 512 MB');
    const chunk = this.#chunkFor(bytes);
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#count * 2);
      more.set(this.#ends);
      this.#ends = more;
    }
    chunk.bytes.write(text, this.#end);
    this.#end += bytes;
    this.#ends[this.#count] = this.#end;
    this.#count += 1;
  }

  /** The text of a number from 0; `undefined` where there is none. */
  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    const chunk = this.#chunkOf(index);
    const start = index === chunk?.first ? 0 : this.#ends[index - 1];
    return chunk?.bytes.toString('utf8', start, this.#ends[index]);
  }

  /** The last chunk, or a new one where it has no room for so many bytes. */
  #chunkFor(bytes: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last !== undefined && this.#end + bytes <= last.bytes.length) return last;
    const size = Math.max(bytes, last === undefined ? firstChunkBytes : chunkBytes);
    const chunk = { bytes: Buffer.allocUnsafeSlow(size), first: this.#count };
    this.#chunks.push(chunk);
    this.#end = 0;
    return chunk;
  }

  #chunkOf(index: number): Chunk | undefined {
    let [from, to] = [0, this.#chunks.length - 1];
    while (from < to) {
      const middle = (from + to + 1) >>> 1;
      if ((this.#chunks[middle]?.first ?? Infinity) <= index) from = middle;
      else to = middle - 1;
    }
    return this.#chunks[from];
  }
}

/**
 * Reads `xl/sharedStrings.xml` (ECMA-376, 18.4.9).
 * @throws SourceError where it is damaged or beyond `limits`
 */
export async function readSharedStrings(pieces: AsyncIterable<string>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  const reader = stringReader();
  await readXml(pieces, {
    open: (name) => {
      if (name === 'si') reader.start();
      reader.open(name);
    },
    text: (text) => reader.text(text),
    close: (name) => {
      reader.close(name);
      if (name === 'si') strings.add(reader.result());
    },
  });
  return strings;
}
