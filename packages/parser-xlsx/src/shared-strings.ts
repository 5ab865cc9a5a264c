import { limits } from './limits.js';
import { overLimit } from './source-errors.js';
import { stringReader } from './string-reader.js';
import { readXml } from './xml-events.js';

/** The texts that cells point at by number, kept as UTF-8 in one buffer: no object, and no piece of XML, is held a text. */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(65_536);
  #ends = new Uint32Array(4_096);
  #count = 0;

  /** @throws SourceError where all texts together are more than `limits` allow */
  add(text: string): void {
    const start = this.#endOf(this.#count - 1);
    const end = start + Buffer.byteLength(text);
    if (end > limits.sharedStringBytes) throw overLimit('its texts are more than 512 MB');
    if (end > this.#bytes.length) {
      const longer = Buffer.allocUnsafe(
        Math.max(end, Math.min(this.#bytes.length * 2, limits.sharedStringBytes)),
      );
      this.#bytes.copy(longer, 0, 0, start);
      this.#bytes = longer;
    }
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#count * 2);
      more.set(this.#ends);
      this.#ends = more;
    }
    this.#bytes.write(text, start);
    this.#ends[this.#count] = end;
    this.#count += 1;
  }

  /** The text of a number from 0; `undefined` where there is none. */
  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    return this.#bytes.toString('utf8', this.#endOf(index - 1), this.#endOf(index));
  }

  #endOf(index: number): number {
    return this.#ends[index] ?? 0;
  }
}

/**
 * Reads `xl/sharedStrings.xml` (ECMA-376, 18.4.9).
 * @param pieces its XML; left out where the workbook has none
 * @throws SourceError where it is damaged or beyond `limits`
 */
export async function readSharedStrings(pieces?: AsyncIterable<string>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (pieces === undefined) return strings;
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
