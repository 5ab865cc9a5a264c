import type { BoundedTasks } from './bounded-tasks.js';
import type { RunControl } from './run-control.js';

/** How many creates must have ended, unanswered ones settled, before the next step: one, then five more, then all. */
const steps = [1, 1 + 5] as const;

/** Has a few rows go first, so that what is wrong with all of them goes wrong for few. */
export class Canary {
  readonly #control: RunControl;
  readonly #sending: BoundedTasks;
  #step = 0;
  #started = 0;

  /** @param sending where the rows are started, each followed by one `pass` */
  constructor(control: RunControl, sending: BoundedTasks) {
    this.#control = control;
    this.#sending = sending;
  }

  /** Waits until the row after the one just started may be started. */
  async pass(): Promise<void> {
    const upTo = steps[this.#step];
    if (upTo === undefined) return;
    this.#started += 1;
    if (this.#started < upTo) return;
    await this.#sending.settled();
    // Rows that had their outcome already, or were imported before, have tried nothing out.
    this.#started = this.#control.creates;
    while (this.#started >= (steps[this.#step] ?? Number.POSITIVE_INFINITY)) this.#step += 1;
  }
}
