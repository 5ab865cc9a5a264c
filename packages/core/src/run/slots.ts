/** The requests that may be in flight at once, creates and look-ups alike. Whoever comes first goes first. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param size at least 1 */
  constructor(size: number) {
    this.#free = size;
  }

  /** Does something in a slot, as soon as one is free, and frees it whatever comes of it. */
  async use<T>(act: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await act();
    } finally {
      this.#giveBack();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
