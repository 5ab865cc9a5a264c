import type { RawRow } from '@solarproof-import/core';
import { refuseInterrupted } from './refuse-interrupted.js';

/** The rows, until a signal comes. @throws InterruptedError then */
export async function* untilAborted(
  rows: AsyncIterable<RawRow>,
  signal: AbortSignal | undefined,
): AsyncGenerator<RawRow> {
  for await (const row of rows) {
    refuseInterrupted(signal);
    yield row;
  }
}
