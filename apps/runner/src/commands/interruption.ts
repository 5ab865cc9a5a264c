import type { Surroundings } from '../surroundings.js';

/** Turns signals into the two ways to end a run: the first stops it, the second cuts off what is under way. */
export interface Interruption {
  /** Aborts at the first signal, with its name as the reason. */
  readonly stop: AbortSignal;
  /** Aborts at the second. */
  readonly cutOff: AbortSignal;
  /** Leaves signals to the process again. */
  release(): void;
}

/** Listens for SIGINT and SIGTERM. @param onStop is called at the first */
export function listenForInterruption(surroundings: Surroundings, onStop: () => void): Interruption {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const release = surroundings.onSignal((signal) => {
    if (stop.signal.aborted) {
      cutOff.abort(signal);
      return;
    }
    onStop();
    stop.abort(signal);
  });
  return { stop: stop.signal, cutOff: cutOff.signal, release };
}
