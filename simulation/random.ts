/** Numbers that look drawn and follow from a seed alone: the same seed and purpose give the same ones. */
export class Random {
  #state: number;

  /** @param purpose keeps what is drawn for one thing apart from what is drawn for another */
  constructor(seed: number, purpose: string) {
    let state = (seed ^ 0x9e37_79b9) | 0;
    state = Math.imul(state ^ Math.floor(seed / 0x1_0000_0000), 0x85eb_ca6b);
    for (const sign of purpose) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x0100_0193);
    this.#state = state;
    this.next();
  }

  /** In [0, 1). Mulberry32: small, fast, and even enough to choose faults by. */
  next(): number {
    this.#state = (this.#state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in so many cases of one. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /** Between two bounds above 0, small ones as often as large ones. */
  anyScale(least: number, most: number): number {
    return Math.floor(least * (most / least) ** this.next());
  }
}
