/** Work that goes on after its client was answered, or has gone: late commits. */
export class Background {
  readonly #pending = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  /** Lets work go on by itself; a failure is kept for `idle`. */
  add(work: Promise<unknown>): void {
    const settled = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#pending.delete(settled);
      });
    this.#pending.add(settled);
  }

  /** Resolves when nothing is under way. @throws the first failure of such work */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    if (this.#failure) throw this.#failure.error;
  }
}
