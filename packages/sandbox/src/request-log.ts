/** What the sandbox has received so far, for tests to look at. */
export interface RequestCounts {
  /** Requests with `action=createcustomer`, whatever came of them. */
  readonly creates: number;
  /** Both spellings of a look-up by e-mail. */
  readonly lookUps: number;
  readonly lists: number;
  readonly updates: number;
  readonly deletes: number;
  /** Creates whose client was waiting, now. */
  readonly createsInFlight: number;
  /** The most creates that were in flight at once. Without latency an answer comes at once and nothing overlaps. */
  readonly maxCreatesInFlight: number;
  /** Creates refused with 429 by `rateLimit`. */
  readonly rateLimited: number;
}

/** Counts requests and keeps the bodies of the first creates. */
export class RequestLog {
  readonly counts: { -readonly [Key in keyof RequestCounts]: number } = {
    creates: 0,
    lookUps: 0,
    lists: 0,
    updates: 0,
    deletes: 0,
    createsInFlight: 0,
    maxCreatesInFlight: 0,
    rateLimited: 0,
  };
  readonly bodies: string[] = [];
  readonly #keepBodies: number;

  constructor(keepBodies: number) {
    this.#keepBodies = keepBodies;
  }

  /** Notes a create. The function returned notes that its client waits no longer; it may be called twice. */
  createBegins(body: string): () => void {
    const { counts } = this;
    counts.creates += 1;
    counts.createsInFlight += 1;
    counts.maxCreatesInFlight = Math.max(counts.maxCreatesInFlight, counts.createsInFlight);
    if (this.bodies.length < this.#keepBodies) this.bodies.push(body);
    let waits = true;
    return () => {
      if (waits) counts.createsInFlight -= 1;
      waits = false;
    };
  }
}
