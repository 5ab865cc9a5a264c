import { nobodysEmail } from '../api/solarproof-api.js';
import type { LookUpAnswer } from '../api/classify-look-up.js';
import { obeyServer } from './obey-server.js';
import { whenClear, type RequestWay } from './request-way.js';

const tries = 3;
const betweenTriesMs = 1_000;
/** How long creating pauses each time that look-ups are found to fail; after the last the run stops. */
const failingPausesMs = [2_000, 4_000, 8_000, 16_000, 32_000] as const;

/** The same where nothing leaves this machine. */
const unreachablePausesMs = [500, 1_000, 2_000, 4_000] as const;

/** What a look-up came to, after all tries; `unclear` also where the run stopped before there was an answer. */
export type LookedUp =
  Exclude<LookUpAnswer, { kind: 'throttled' | 'unclear' }> | { readonly kind: 'unclear' };

/** An answer that is one, and whether it was the first. */
interface Tried {
  readonly answer: Exclude<LookUpAnswer, { kind: 'throttled' }>;
  readonly atOnce: boolean;
}

/**
 * The look-ups of one run. They are not in the document that the product works from, so a key may not have them: a nonsense
 * address is tried before the first row. Where they are available and fail for every address, creating pauses, then the run
 * stops; where they fail for one address only, that row stays unclear and nothing else.
 */
export class LookUps {
  readonly #way: RequestWay;
  #tryOut: Promise<void> | undefined;
  #available = false;
  #check: Promise<Tried | undefined> | undefined;

  constructor(way: RequestWay) {
    this.#way = way;
  }

  /** Whether the key may look up; to be asked after `tryOut`. */
  get available(): boolean {
    return this.#available;
  }

  /** Finds out, once a run, whether the key may look up. Stops the run where the key is refused or nothing answers. */
  tryOut(): Promise<void> {
    this.#tryOut ??= this.#findOut();
    return this.#tryOut;
  }

  /** Looks an e-mail up, again where that failed: a look-up changes nothing. */
  async byEmail(email: string): Promise<LookedUp> {
    for (;;) {
      for (let tried = 1; tried <= tries; tried += 1) {
        const answer = await this.#once(email);
        if (answer.kind !== 'unclear') return answer;
        if (answer.why === 'odd' || this.#way.control.stopReason) return { kind: 'unclear' };
        if (tried < tries) await this.#way.control.sleep(betweenTriesMs * tried);
      }
      const work = await this.#work();
      if (work !== 'again') return { kind: 'unclear' };
    }
  }

  async #findOut(): Promise<void> {
    const { control } = this.#way;
    const tried = await this.#untilAnswered();
    switch (tried?.answer.kind) {
      case undefined:
        return;
      case 'absent':
      case 'found':
        this.#available = true;
        return;
      case 'key-refused':
        return;
      case 'forbidden':
      case 'unclear':
        return control.tell({ event: 'no-look-ups' });
    }
  }

  /**
   * Tells whether it is the look-ups that fail or this one alone: `alone`, or, after pauses, they work `again`. Rows that ask
   * at the same time share the finding out.
   */
  async #work(): Promise<'alone' | 'again' | 'stopped'> {
    this.#check ??= this.#untilAnswered().finally(() => {
      this.#check = undefined;
    });
    const tried = await this.#check;
    if (tried === undefined) return 'stopped';
    return tried.atOnce ? 'alone' : 'again';
  }

  /**
   * Looks a nonsense address up until there is an answer; creating pauses meanwhile.
   * @returns `undefined` where the run stops instead
   */
  async #untilAnswered(): Promise<Tried | undefined> {
    const { control } = this.#way;
    for (let failed = 0; ; failed += 1) {
      const answer = await this.#once(nobodysEmail);
      if (control.stopReason) return undefined;
      if (answer.kind !== 'unclear' || answer.why === 'odd') return { answer, atOnce: failed === 0 };
      const { notSent } = answer;
      const pauseMs =
        notSent === 'certificate'
          ? undefined
          : (notSent === undefined ? failingPausesMs : unreachablePausesMs)[failed];
      if (pauseMs === undefined) {
        control.stop(notSent ? { kind: 'unreachable', cause: notSent } : { kind: 'look-ups-failing' });
        return undefined;
      }
      control.pause(pauseMs, 'look-ups-failing', ['create']);
      await control.sleep(pauseMs);
    }
  }

  /** One answer, as often as the server asks to wait for it. A refused key stops the run. */
  async #once(email: string): Promise<Exclude<LookUpAnswer, { kind: 'throttled' }>> {
    const { api, clock, control, cutOff } = this.#way;
    for (;;) {
      const answer = await whenClear(this.#way, 'look-up', async () => {
        const sentAt = clock.monotonic();
        const got = await api.lookUp(email, cutOff);
        obeyServer(got, { notSent: 0, sentAt }, this.#way);
        return got;
      });
      if (answer === undefined) return { kind: 'unclear', why: 'failed' };
      if (answer.kind === 'key-refused') control.stop({ kind: 'key-refused', code: answer.code });
      if (answer.kind !== 'throttled') return answer;
    }
  }
}
