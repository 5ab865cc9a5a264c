import path from 'node:path';
import {
  importPrepared,
  systemClock,
  type EventListener,
  type PreparedFile,
  type Report,
  type SendOptions,
  type State,
} from '@solarproof-import/importer';
import type { ApiFlags, CommonFlags } from '../settings/flags.js';
import { isLocalHost, settleMs, type PaceFlags } from '../settings/pace-flags.js';
import type { Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { describeFailure } from '../terminal/describe-failure.js';
import { endingLines, type EndingOptions } from '../terminal/ending-lines.js';
import { problemLines } from '../terminal/problem-lines.js';
import { Progress } from '../terminal/progress.js';
import { Screen } from '../terminal/screen.js';
import type { Interruption } from './interruption.js';

/** What `run`, `resume` and `reconcile` take of flags. */
export type SendingFlags = CommonFlags &
  ApiFlags &
  PaceFlags & { readonly recheck?: boolean; readonly mapping?: string };

/** What a row can only become when the server took the key. */
const provesKey: ReadonlySet<string> = new Set(['created', 'exists', 'rejected']);

/** What they have in common: rows are sent or settled, progress is shown, and the last lines say what came of it. */
export class Sending {
  readonly screen: Screen;
  readonly #flags: SendingFlags;
  readonly #surroundings: Surroundings;
  #progress: Progress | undefined;
  #onAccepted: (() => void) | undefined;

  constructor(flags: SendingFlags, surroundings: Surroundings) {
    this.#flags = flags;
    this.#surroundings = surroundings;
    this.screen = new Screen(surroundings, flags);
  }

  readonly onEvent: EventListener = (event) => {
    this.screen.event(event, systemClock.now());
    this.#progress?.take(event);
    if (event.event === 'row' && provesKey.has(event.status)) this.#accepted();
  };

  /** Says what a first signal does. */
  tellStopping(): void {
    const underWay = this.#progress
      ? 'nothing new is sent, what is under way may finish. Once more cuts it off.'
      : 'nothing is sent.';
    this.screen.note(`  Stopping: ${underWay}`);
  }

  /** Sends what is to be sent of a prepared file, and tells the ending. @returns the exit code */
  async send(
    prepared: PreparedFile,
    { target, state, interruption }: { target: Target; state: State; interruption: Interruption },
    options: Omit<SendOptions, 'transport'> & EndingOptions,
  ): Promise<number> {
    let remembered: Promise<void> | undefined;
    this.#onAccepted = () => {
      const { account, apiKey } = target;
      // What cannot be noted fails the run by itself, at its next row.
      if (apiKey !== undefined) remembered = state.store.rememberKey(account, apiKey).catch(() => undefined);
    };
    const report = await this.#send(prepared, target, {
      ...options,
      ...this.#pace(target),
      state,
      stop: interruption.stop,
      cutOff: interruption.cutOff,
      kept: {
        ...(options.output === undefined ? {} : { output: path.resolve(options.output) }),
        ...(target.apiUrl === undefined ? {} : { apiUrl: target.apiUrl }),
        ...(this.#flags.mapping === undefined ? {} : { mappingFile: path.resolve(this.#flags.mapping) }),
      },
    });
    await remembered;
    this.#tellEnding(report, { ...options, keyFrom: target.keyFrom });
    return report.exitCode;
  }

  /** The key is the account's once the server has taken it: one with a typing error is not remembered. */
  #accepted(): void {
    this.#onAccepted?.();
    this.#onAccepted = undefined;
  }

  async #send(
    prepared: PreparedFile,
    target: Target,
    options: Omit<SendOptions, 'transport'>,
  ): Promise<Report> {
    const { ready } = prepared.plan.counts;
    if (!this.screen.interactive && ready > 0) this.screen.note(this.#announcement(target, options));
    this.#progress = new Progress(this.screen, systemClock, prepared);
    const transport = await target.open(this.#flags.concurrency);
    try {
      return await importPrepared(prepared, { ...options, transport });
    } finally {
      this.#progress.end();
      await transport.close();
    }
  }

  #announcement({ account }: Target, { reconcile }: Pick<SendOptions, 'reconcile'>): string {
    const where = `${account.host}, account "${account.name}"`;
    if (reconcile) return `looking up at ${where}`;
    const rate = this.#flags.rate === undefined ? '' : `, ${this.#flags.rate} a second at most`;
    return `sending to ${where}, ${this.#flags.concurrency} at once${rate}`;
  }

  #pace({
    account,
  }: Target): Pick<SendOptions, 'concurrency' | 'rate' | 'settleMs' | 'maxErrors' | 'recheck'> {
    const { concurrency, rate, maxErrors, recheck } = this.#flags;
    return {
      concurrency,
      rate,
      maxErrors,
      recheck,
      settleMs: settleMs(this.#flags, isLocalHost(account.host)),
    };
  }

  #tellEnding(report: Report, options: EndingOptions): void {
    this.screen.clearPassing();
    const problems = problemLines(report.groups, this.screen, [
      'exists',
      'rejected',
      'unconfirmed',
      'not-sent',
    ]);
    if (problems.length > 0) this.screen.tell('', ...problems);
    this.screen.tell('', ...endingLines(report, this.screen, options));
    if (report.failure) this.#tellFailure(report.failure.error);
  }

  #tellFailure(error: unknown): void {
    const { text } = describeFailure(error, { verbose: this.#flags.verbose ?? false, sent: true });
    this.#surroundings.stderr.write(text);
  }
}
