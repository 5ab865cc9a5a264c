import type { ChildProcess } from 'node:child_process';
import { ending, type Ended } from '../run-cli.js';

/** An event of `--json`. */
export interface Told {
  readonly event: string;
  readonly [fact: string]: unknown;
}

const patienceMs = 30_000;

/** A `watch` that goes on, and what it has told so far. */
export class RunningWatch {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly #tree: () => Promise<readonly string[]>;
  #text = '';

  constructor(child: ChildProcess, tree: () => Promise<readonly string[]>) {
    this.child = child;
    this.#tree = tree;
    this.ended = ending(child);
    child.stdout?.on('data', (chunk: string | Buffer) => (this.#text += chunk.toString()));
  }

  get events(): readonly Told[] {
    const lines = this.#text.slice(0, this.#text.lastIndexOf('\n') + 1).split('\n');
    return lines.filter(Boolean).map((line) => JSON.parse(line) as Told);
  }

  /** Those of one kind. */
  told(event: string): readonly Told[] {
    return this.events.filter((one) => one.event === event);
  }

  /** Waits until it has told so many events of a kind. @returns the last of them */
  async until(event: string, count = 1): Promise<Told> {
    await this.holds(() => this.told(event).length >= count, `${count} × ${event}`);
    return this.told(event)[count - 1] as Told;
  }

  /** Waits until something holds while it goes on. @throws where it ends before, or that never comes to hold */
  async holds(holds: () => boolean | Promise<boolean>, what = String(holds)): Promise<void> {
    await eventually(
      async () => {
        if (await holds()) return true;
        if (this.child.exitCode === null && this.child.signalCode === null) return false;
        throw new Error(`it ended before: ${what}\n${await this.#story()}`);
      },
      async () => `${what}\n${await this.#story()}`,
    );
  }

  /** Ends it as a service manager or a power cut does. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.ended;
  }

  async #story(): Promise<string> {
    return [this.#text.slice(-3000), ...(await this.#tree())].join('\n');
  }
}

/** Waits until something comes to hold. @throws what `told` says, after half a minute */
export async function eventually(
  holds: () => Promise<boolean>,
  told: () => Promise<string> = () => Promise.resolve(String(holds)),
): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it never came to hold: ${await told()}`);
}
