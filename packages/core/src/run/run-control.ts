import type { Throttling } from '../api/retry-decision.js';
import type { Clock } from '../ports.js';
import { Breaker } from './breaker.js';
import type { EventListener, RunEvent, WaitReason } from './run-events.js';
import type { StopReason } from './stop-reason.js';

/** A pause that is made longer by less is not told again. */
const worthTellingMs = 1_000;

/** What may leave: look-ups change nothing, and go on in pauses that are about creating. */
export type RequestKind = 'create' | 'look-up';

/** Whether the run goes on, and when its next request may leave. Shared by all rows of one run. */
export class RunControl {
  readonly #clock: Clock;
  readonly #emit: EventListener;
  readonly #stopping = new AbortController();
  readonly #breaker = new Breaker();
  #reason: StopReason | undefined;
  readonly #pausedUntil = { create: 0, 'look-up': 0 };
  #pausedAt = 0;
  #askedInARow = 0;
  #firstAskedAt = 0;
  #trippedAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, emit: EventListener) {
    this.#clock = clock;
    this.#emit = emit;
  }

  /** Why the run stops; `undefined` while it goes on. */
  get stopReason(): StopReason | undefined {
    return this.#reason;
  }

  /** Aborts when the run stops: whoever waits need not wait any longer. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** How often in a row, and since when, the server has been asking to wait. */
  get throttling(): Throttling {
    return {
      inARow: this.#askedInARow,
      waitedMs: this.#askedInARow === 0 ? 0 : this.#clock.monotonic() - this.#firstAskedAt,
    };
  }

  /**
   * Notes of an answer whether it asked to wait (429, 503). Answers to requests that left before the pause began belong to
   * its cause: they make it neither longer nor shorter.
   * @param sentAt when the request left, by the monotonic clock
   */
  noteAnswer(askedToWait: boolean, sentAt: number): void {
    if (this.#askedInARow > 0 && sentAt < this.#pausedAt) return;
    if (!askedToWait) {
      this.#askedInARow = 0;
      return;
    }
    const now = this.#clock.monotonic();
    if (this.#askedInARow === 0) this.#firstAskedAt = now;
    this.#pausedAt = now;
    this.#askedInARow += 1;
  }

  /**
   * Notes how a create ended that left this machine; too many unanswered ones pause the creating or stop the run. Those that
   * left before such a pause belong to its cause.
   */
  noteCreate(unanswered: boolean, sentAt: number): void {
    if (sentAt < this.#trippedAt) return;
    const decision = this.#breaker.note(unanswered);
    if (decision.kind === 'go-on') return;
    this.#trippedAt = this.#clock.monotonic();
    if (decision.kind === 'stop') this.stop({ kind: 'too-many-unanswered' });
    else this.pause(decision.milliseconds, 'too-many-unanswered', ['create']);
  }

  /** Tells whoever listens. */
  tell(event: RunEvent): void {
    this.#emit(event);
  }

  /** No new request leaves from now on. The first reason stands. */
  stop(reason: StopReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#emit({ event: 'stopping', reason });
    this.#stopping.abort();
  }

  /** Nobody sends for so long, counted from now. A pause under way is made longer, never shorter. @param kinds default: all */
  pause(
    milliseconds: number,
    reason: WaitReason,
    kinds: readonly RequestKind[] = ['create', 'look-up'],
  ): void {
    const now = this.#clock.monotonic();
    const until = now + milliseconds;
    const longerBy = until - Math.max(now, this.#pausedUntil.create);
    for (const kind of kinds) this.#pausedUntil[kind] = Math.max(this.#pausedUntil[kind], until);
    if (longerBy >= worthTellingMs)
      this.#emit({ event: 'waiting', reason, seconds: Math.ceil(milliseconds / 1000) });
  }

  /** Whether such a request may leave at this moment. */
  isClear(kind: RequestKind): boolean {
    return this.#reason === undefined && this.#pausedUntil[kind] <= this.#clock.monotonic();
  }

  /** Waits until such a request may leave. @returns false where the run stops instead */
  async clear(kind: RequestKind): Promise<boolean> {
    for (;;) {
      if (this.#reason) return false;
      const wait = this.#pausedUntil[kind] - this.#clock.monotonic();
      if (wait <= 0) return true;
      await this.sleep(wait);
    }
  }

  /** Waits so long, or until the run stops. */
  sleep(milliseconds: number): Promise<void> {
    return this.#clock.sleep(milliseconds, this.stopping);
  }

  /** Waits until a moment of the monotonic clock. @returns false where the run stops first */
  async sleepUntil(moment: number): Promise<boolean> {
    for (;;) {
      if (this.#reason) return false;
      const left = moment - this.#clock.monotonic();
      if (left <= 0) return true;
      await this.sleep(Math.ceil(left));
    }
  }
}
