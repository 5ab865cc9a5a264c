import type { Clock, RunEvent } from '@solarproof-import/importer';
import type { Screen } from './screen.js';

const barWidth = 26;
const betweenFramesMs = 100;
const betweenLinesMs = 10_000;

/** Shows how far the sending has come: a bar that moves for a person, a line now and then for a log. */
export class Progress {
  readonly #screen: Screen;
  readonly #clock: Clock;
  readonly #total: number;
  readonly #begun: number;
  #done = 0;
  #shownAt = Number.NEGATIVE_INFINITY;

  /** @param total rows that are to be sent */
  constructor(screen: Screen, clock: Clock, total: number) {
    this.#screen = screen;
    this.#clock = clock;
    this.#total = total;
    this.#begun = clock.monotonic();
    if (!screen.interactive) this.#shownAt = this.#begun;
  }

  /** Takes every event of the run; those that do not matter here pass. */
  take(event: RunEvent): void {
    if (event.event === 'waiting') this.#screen.note(this.#waiting(event.reason, event.seconds));
    if (event.event !== 'row' || !isAnswered(event.status)) return;
    this.#done += 1;
    const now = this.#clock.monotonic();
    if (now - this.#shownAt < (this.#screen.interactive ? betweenFramesMs : betweenLinesMs)) return;
    this.#shownAt = now;
    if (this.#screen.interactive) this.#screen.passing(this.#bar(now));
    else this.#screen.note(`${this.#done} of ${this.#total} done${this.#pace(now, ', ')}`);
  }

  #bar(now: number): string {
    const filled = Math.min(barWidth, Math.round((barWidth * this.#done) / Math.max(1, this.#total)));
    return `  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}    ${this.#done} of ${this.#total}${this.#pace(now, '    ')}`;
  }

  #pace(now: number, separator: string): string {
    const perSecond = this.#done / Math.max(0.001, (now - this.#begun) / 1000);
    const left = Math.ceil((this.#total - this.#done) / Math.max(0.001, perSecond));
    const rate = perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
    return `${separator}${rate} a second${separator}about ${duration(left)} left`;
  }

  #waiting(reason: string, seconds: number): string {
    const why =
      reason === 'too-many-requests' ? 'the server asks for patience' : 'the server is not available for now';
    return `  waiting ${duration(seconds)}: ${why}`;
  }
}

function isAnswered(status: string): boolean {
  return status !== 'invalid' && status !== 'skipped' && status !== 'duplicate';
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
