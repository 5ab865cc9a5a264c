/**
 * Starts tasks no faster than they end: at most so many are under way, and whoever starts one more waits for room. A task
 * that has nothing to do for long may step aside and give its room to the next.
 * A million rows so cost what a handful do; one shared promise a wake-up, since `Promise.race` over the tasks costs fifty times as much.
 */
export class BoundedTasks {
  readonly #most: number;
  readonly #mostAside: number;
  #inRoom = 0;
  #aside = 0;
  #failure: { readonly error: unknown } | undefined;
  #moved: PromiseWithResolvers | undefined;

  /**
   * @param most how many tasks may be under way, at least 1
   * @param mostAside how many more may have stepped aside; one that may not keeps its room. Default 0
   */
  constructor(most: number, mostAside = 0) {
    this.#most = most;
    this.#mostAside = mostAside;
  }

  /** Starts a task as soon as there is room. @throws what an earlier task threw */
  async start(task: (stepAside: () => void) => Promise<unknown>): Promise<void> {
    while (this.#inRoom >= this.#most) await this.#nextMove();
    this.#rethrow();
    this.#inRoom += 1;
    let aside = false;
    const stepAside = (): void => {
      if (aside || this.#aside >= this.#mostAside) return;
      aside = true;
      this.#aside += 1;
      this.#inRoom -= 1;
      this.#tellMove();
    };
    // A task may also throw before its first await.
    void (async () => task(stepAside))()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        if (aside) this.#aside -= 1;
        else this.#inRoom -= 1;
        this.#tellMove();
      });
  }

  /** Waits until every task has ended. @throws what a task threw */
  async idle(): Promise<void> {
    await this.settled();
    this.#rethrow();
  }

  /** Waits until every task has ended, well or not. */
  async settled(): Promise<void> {
    while (this.#inRoom + this.#aside > 0) await this.#nextMove();
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }

  #nextMove(): Promise<void> {
    this.#moved ??= withResolvers();
    return this.#moved.promise;
  }

  #tellMove(): void {
    this.#moved?.resolve();
    this.#moved = undefined;
  }
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

// Promise.withResolvers is not in Node 20.
function withResolvers(): PromiseWithResolvers {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
