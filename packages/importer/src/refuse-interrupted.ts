import { InterruptedError } from '@solarproof-import/core';

/** Ends what takes long once a signal has come. @throws InterruptedError then */
export function refuseInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError(signal.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
}
