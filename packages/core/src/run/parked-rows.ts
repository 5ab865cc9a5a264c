import type { Clock } from '../ports.js';
import type { RunControl } from './run-control.js';

/** The rows whose answer never came and that are being looked up, beside the others. */
export class ParkedRows {
  readonly #clock: Clock;
  readonly #control: RunControl;
  #rows = 0;
  #lastCertainAt = 0;

  constructor(clock: Clock, control: RunControl) {
    this.#clock = clock;
    this.#control = control;
  }

  get size(): number {
    return this.#rows;
  }

  /** Seconds until the last of them is certain, if its look-ups are answered. */
  get seconds(): number {
    return Math.max(0, Math.ceil((this.#lastCertainAt - this.#clock.monotonic()) / 1000));
  }

  /**
   * Has a row wait apart until it is settled, and tells so.
   * @param certainAt when that is at the latest, by the monotonic clock
   */
  async during<T>(row: number, certainAt: number, settle: () => Promise<T>): Promise<T> {
    this.#rows += 1;
    this.#lastCertainAt = Math.max(this.#lastCertainAt, certainAt);
    this.#tell({ row });
    try {
      return await settle();
    } finally {
      this.#rows -= 1;
      this.#tell({});
    }
  }

  #tell(joined: { readonly row?: number }): void {
    const seconds = this.#rows === 0 ? 0 : this.seconds;
    this.#control.tell({ event: 'settling', rows: this.#rows, seconds, ...joined });
  }
}
