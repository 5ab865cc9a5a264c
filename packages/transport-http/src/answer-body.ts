/** Answers larger than this are not read to their end, in bytes: a customer's answer has about a hundred. */
const largestAnswer = 1_000_000;

/**
 * An answer's body, as it comes in. Copied into memory of its own: what undici hands over is a window on all that came with
 * it, and an answer of 20,000 chunks of one byte, each with a long extension, held 1.2 GB.
 */
export class AnswerBody {
  #bytes = Buffer.alloc(1_024);
  #length = 0;

  /** @returns whether it is small enough still; where it is not, the chunk was not taken */
  add(chunk: Buffer): boolean {
    const length = this.#length + chunk.length;
    if (length > largestAnswer) return false;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
    return true;
  }

  /** As UTF-8, without a byte order mark; what is no UTF-8 becomes U+FFFD. */
  text(): string {
    return new TextDecoder().decode(this.#bytes.subarray(0, this.#length));
  }
}
