import pico from 'picocolors';
import { printable } from './printable.js';
import { describeIssue, placeText, type Issue, type RunEvent } from '@solarproof-import/importer';
import type { WatchEvent } from '@solarproof-import/watch';
import type { Surroundings } from '../surroundings.js';

/** What the user asked of the output. */
export interface ScreenOptions {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** False after `--no-color`. */
  readonly color: boolean;
}

/** Colours that support words; the identity where there are none. */
export type Paint = ReturnType<typeof pico.createColors>;

const widestLine = 100;

/** Where a person and a program read: the report on stdout, progress on stderr; with `--json` only events on stdout. */
export class Screen {
  /** A person sits there: may be asked, sees lines change. */
  readonly interactive: boolean;
  readonly paint: Paint;
  readonly width: number;
  readonly #surroundings: Surroundings;
  readonly #options: ScreenOptions;
  #passing = false;

  constructor(surroundings: Surroundings, options: ScreenOptions) {
    const { stdin, stdout, stderr, env } = surroundings;
    this.#surroundings = surroundings;
    this.#options = options;
    this.interactive = Boolean(stdin.isTTY && stderr.isTTY && !options.json);
    this.paint = pico.createColors(
      options.color && Boolean(stdout.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    );
    this.width = Math.min(widestLine, stdout.columns ?? widestLine);
  }

  /** The report: what stays. */
  tell(...lines: readonly string[]): void {
    this.clearPassing();
    const { stdout, stderr } = this.#surroundings;
    const stream = this.#options.json ? stderr : stdout;
    if (this.#options.json && this.#options.quiet) return;
    stream.write(printable(lines.map((line) => `${line}\n`).join('')));
  }

  /** Progress: told while it lasts. Nothing with `--quiet`. */
  note(...lines: readonly string[]): void {
    if (this.#options.quiet) return;
    this.clearPassing();
    this.#surroundings.stderr.write(printable(lines.map((line) => `${line}\n`).join('')));
  }

  /** A line that the next one replaces; only for a person. */
  passing(line: string): void {
    if (this.#options.quiet || !this.interactive) return;
    this.#surroundings.stderr.write(`\r\u001B[2K${line}`);
    this.#passing = true;
  }

  /** Takes a passing line away. */
  clearPassing(): void {
    if (!this.#passing) return;
    this.#surroundings.stderr.write('\r\u001B[2K');
    this.#passing = false;
  }

  /** What a command was asked for, as one line of JSON, with `--json`. */
  data(value: object): void {
    if (this.#options.json) this.#surroundings.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** One event as one line of JSON, with `--json`; its issues with their cell and in words. */
  event(event: RunEvent | WatchEvent, now: Date): void {
    if (!this.#options.json) return;
    const { event: name, ...rest } = event;
    const told = 'issues' in rest && rest.issues ? { ...rest, issues: rest.issues.map(inWords) } : rest;
    this.#surroundings.stdout.write(`${JSON.stringify({ event: name, time: now.toISOString(), ...told })}\n`);
  }
}

function inWords(issue: Issue): object {
  const { code, level, field, place } = issue;
  const { problem, suggestion } = describeIssue(issue);
  return { code, level, field, place: placeText(place), problem, suggestion };
}
