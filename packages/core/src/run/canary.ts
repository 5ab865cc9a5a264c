import type { RunControl } from './run-control.js';

/** How many rows go in each step before the next; then all may. */
const steps = [1, 5] as const;

/**
 * Has a few rows go first, so that what is wrong with all of them goes wrong for few. Only creates are held up: rows that an
 * earlier go left open are looked up meanwhile.
 */
export class Canary {
  readonly #control: RunControl;
  readonly #waiting: (() => void)[] = [];
  #step = 0;
  /** Rows of this step that are under way, and those that have tried it out. */
  #inside = 0;
  #tried = 0;

  constructor(control: RunControl) {
    this.#control = control;
    control.stopping.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Waits until a row may be created, or until the run stops. Each is followed by one `leave`. */
  async enter(): Promise<void> {
    while (this.#isFull() && this.#control.stopReason === undefined)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    this.#inside += 1;
  }

  /** A row has its outcome. @param tried whether it was sent: who was imported before has tried nothing out */
  leave(tried: boolean): void {
    this.#inside -= 1;
    if (tried) this.#tried += 1;
    const most = steps[this.#step];
    if (most !== undefined && this.#tried >= most) {
      this.#step += 1;
      this.#tried = 0;
    }
    this.#wake();
  }

  #isFull(): boolean {
    const most = steps[this.#step];
    return most !== undefined && this.#inside + this.#tried >= most;
  }

  #wake(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}
