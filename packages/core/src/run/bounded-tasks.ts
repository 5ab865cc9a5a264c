/**
 * Starts tasks no faster than they end: at most so many are under way, and whoever starts one more waits for room.
 * A million rows so cost what a handful do; one shared promise a wake-up, since `Promise.race` over the tasks costs fifty times as much.
 */
export class BoundedTasks {
  readonly #most: number;
  #underWay = 0;
  #failure: { readonly error: unknown } | undefined;
  #ended: PromiseWithResolvers | undefined;

  /** @param most how many tasks may be under way, at least 1 */
  constructor(most: number) {
    this.#most = most;
  }

  /** Starts a task as soon as there is room. @throws what an earlier task threw */
  async start(task: () => Promise<unknown>): Promise<void> {
    while (this.#underWay >= this.#most) await this.#nextEnd();
    this.#rethrow();
    this.#underWay += 1;
    // A task may also throw before its first await.
    void (async () => task())()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#underWay -= 1;
        this.#ended?.resolve();
        this.#ended = undefined;
      });
  }

  /** Waits until every task has ended. @throws what a task threw */
  async idle(): Promise<void> {
    await this.settled();
    this.#rethrow();
  }

  /** Waits until every task has ended, well or not. */
  async settled(): Promise<void> {
    while (this.#underWay > 0) await this.#nextEnd();
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }

  #nextEnd(): Promise<void> {
    this.#ended ??= withResolvers();
    return this.#ended.promise;
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
