import { columnLetters, type Clock, type PreparedFile, type RunEvent } from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { wrap } from './wrap.js';

const barWidth = 26;
const betweenFramesMs = 100;
const betweenLinesMs = 10_000;
const tickMs = 1_000;

type Settling = Extract<RunEvent, { event: 'settling' }>;
type Waiting = Extract<RunEvent, { event: 'waiting' }>;

/** Shows how far the sending has come: a bar that moves for a person, a line now and then for a log. */
export class Progress {
  readonly #screen: Screen;
  readonly #clock: Clock;
  readonly #prepared: Pick<PreparedFile, 'plan' | 'mapping'>;
  readonly #begun: number;
  #done = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #settling: { readonly rows: number; readonly until: number } | undefined;
  #toldOfSettling = false;
  #ticking: NodeJS.Timeout | undefined;

  constructor(screen: Screen, clock: Clock, prepared: Pick<PreparedFile, 'plan' | 'mapping'>) {
    this.#screen = screen;
    this.#clock = clock;
    this.#prepared = prepared;
    this.#begun = clock.monotonic();
    if (!screen.interactive) this.#shownAt = this.#begun;
  }

  /** Takes every event of the run; those that do not matter here pass. */
  take(event: RunEvent): void {
    switch (event.event) {
      case 'waiting':
        // A person sees it in the bar, counting down.
        if (event.reason === 'settling' && this.#screen.interactive) return;
        return this.#screen.note(this.#waiting(event));
      case 'settling':
        return this.#takeSettling(event);
      case 'no-look-ups':
        return this.#screen.note(...noLookUps(this.#screen.width));
      case 'row':
        return this.#takeRow(event.status);
      case 'run-started':
      case 'plan':
      case 'stopping':
      case 'run-finished':
    }
  }

  /** No more is shown. */
  end(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  get #total(): number {
    return this.#prepared.plan.counts.ready;
  }

  #takeRow(status: string): void {
    if (!isAnswered(status)) return;
    this.#done += 1;
    const now = this.#clock.monotonic();
    if (now - this.#shownAt < (this.#screen.interactive ? betweenFramesMs : betweenLinesMs)) return;
    this.#shownAt = now;
    if (this.#screen.interactive) this.#screen.passing(this.#bar(now));
    else this.#screen.note(`${this.#done} of ${this.#total} done${this.#pace(now, ', ')}`);
  }

  #takeSettling({ rows, seconds, row }: Settling): void {
    const now = this.#clock.monotonic();
    this.#settling = rows === 0 ? undefined : { rows, until: now + seconds * 1000 };
    if (row !== undefined && !this.#toldOfSettling) {
      this.#toldOfSettling = true;
      this.#screen.note(...answerNeverCame(this.#cellOf(row), this.#screen.width));
    }
    if (!this.#screen.interactive) return;
    if (this.#settling === undefined) this.end();
    // The seconds run down while nothing else happens.
    else
      this.#ticking ??= setInterval(() => this.#screen.passing(this.#bar(this.#clock.monotonic())), tickMs);
    this.#screen.passing(this.#bar(now));
  }

  #bar(now: number): string {
    const filled = Math.min(barWidth, Math.round((barWidth * this.#done) / Math.max(1, this.#total)));
    const settling = this.#settling;
    const left = this.#total - this.#done;
    const then =
      settling !== undefined && settling.rows >= left
        ? `    ${toBeSure(settling.rows, Math.max(0, Math.ceil((settling.until - now) / 1000)))}`
        : this.#pace(now, '    ');
    return `  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}    ${this.#done} of ${this.#total}${then}`;
  }

  #pace(now: number, separator: string): string {
    const perSecond = this.#done / Math.max(0.001, (now - this.#begun) / 1000);
    const left = Math.ceil((this.#total - this.#done) / Math.max(0.001, perSecond));
    const rate = perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
    return `${separator}${rate} a second${separator}about ${duration(left)} left`;
  }

  #waiting({ reason, seconds }: Waiting): string {
    if (reason === 'settling') return `  ${toBeSure(this.#settling?.rows ?? 1, seconds)}`;
    return `  waiting ${duration(seconds)}: ${waitingBecause[reason]}`;
  }

  /** The row, and the cell of its e-mail: `Row 44 (C44)`. */
  #cellOf(row: number): string {
    const column = this.#prepared.mapping.columnOf.get('email');
    return `Row ${row}${column === undefined ? '' : ` (${columnLetters(column)}${row})`}`;
  }
}

const waitingBecause: Readonly<Record<Exclude<Waiting['reason'], 'settling'>, string>> = {
  'too-many-requests': 'the server asks for patience',
  'service-unavailable': 'the server is not available for now',
  'too-many-unanswered': 'the server leaves too much unanswered; nothing new is sent meanwhile',
  'look-ups-failing': 'the server does not answer look-ups; nothing new is sent meanwhile',
};

function answerNeverCame(row: string, width: number): string[] {
  return [
    '',
    ...wrap(
      `${row}: the answer to this customer never came. Looking it up until it is certain; nothing is sent twice. Ctrl-C stops here, \`solarproof-import resume\` goes on.`,
      width,
    ),
    '',
  ];
}

function noLookUps(width: number): string[] {
  return wrap(
    'This key may not look customers up: every row is sent at most once, and what is not answered stays unconfirmed.',
    width,
  );
}

function toBeSure(rows: number, seconds: number): string {
  return `waiting ${duration(seconds)} to be sure about ${rows === 1 ? '1 row' : `${rows} rows`}`;
}

function isAnswered(status: string): boolean {
  return status !== 'invalid' && status !== 'skipped' && status !== 'duplicate';
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
