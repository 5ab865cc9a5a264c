/** What a process that has died throws to whoever goes on within it: nothing that it does counts any more. */
export class ProcessDied extends Error {}

/** One process, which may die at a step: its promises never settle again, and what was on its way out is on its way. */
export class Life {
  readonly died: Promise<void>;
  readonly #dieAt: number;
  readonly #onDeath: (step: string) => void;
  #steps = 0;
  #isAlive = true;
  #tellDied: () => void = () => undefined;

  /** @param dieAt the number of the step at which it dies, from 1; `Infinity` for never */
  constructor(dieAt: number, onDeath: (step: string) => void) {
    this.#dieAt = dieAt;
    this.#onDeath = onDeath;
    this.died = new Promise((resolve) => {
      this.#tellDied = resolve;
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Steps that it has taken. */
  get steps(): number {
    return this.#steps;
  }

  /** A moment at which a process can die. @returns whether it lives on */
  step(name: string): boolean {
    if (!this.#isAlive) return false;
    this.#steps += 1;
    if (this.#steps < this.#dieAt) return true;
    this.#isAlive = false;
    this.#onDeath(name);
    this.#tellDied();
    return false;
  }
}

/** What somebody waits for in a process that has died. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
