import { exitCodes } from '@solarproof-import/importer';
import type { Delivered, Waiting } from '../delivery/delivery-context.js';

/** What one or more passes over an inbox came to. */
export class PassTally {
  /** Files that came to their end. */
  files = 0;
  #worst: number = exitCodes.done;

  /** Files that are known more of at the next poll, such as those that were read once. */
  hopeful = 0;

  /** Files that still change; they may never stop. */
  moving = 0;

  get exitCode(): number {
    return this.#worst;
  }

  add(delivered: Delivered): void {
    if (delivered.kind === 'ended') {
      this.files += 1;
      if (delivered.attention) this.note(exitCodes.attention);
    } else if (delivered.kind === 'waits') this.note(exitCodeOf(delivered));
    else this.hopeful += 1;
  }

  /** The gravest counts. */
  note(exitCode: number): void {
    if (gravity.indexOf(exitCode) > gravity.indexOf(this.#worst)) this.#worst = exitCode;
  }
}

/** From the lightest to the gravest. */
const gravity: readonly number[] = [
  exitCodes.done,
  exitCodes.attention,
  exitCodes.locked,
  exitCodes.stopped,
  exitCodes.keyRefused,
];

function exitCodeOf({ trouble }: Waiting): number {
  if (trouble === 'key') return exitCodes.keyRefused;
  return trouble === 'locked' ? exitCodes.locked : exitCodes.stopped;
}
