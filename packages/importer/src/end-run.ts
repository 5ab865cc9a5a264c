import type { StatusCounts, StopReason } from '@solarproof-import/core';
import type { PreparedFile } from './prepare-file.js';
import type { State } from './state/open-state.js';

/** Notes how a run ended. @returns why that could not be noted; `undefined` where it was, or where nothing is kept */
export async function endRun(
  { runId, stored, clock }: PreparedFile,
  ended: {
    readonly counts: StatusCounts;
    readonly seconds: number;
    readonly stop: StopReason | undefined;
    readonly exitCode: number;
  },
  state: State | undefined,
): Promise<{ readonly error: unknown } | undefined> {
  const { counts, seconds, stop, exitCode } = ended;
  const before = stored?.end?.seconds ?? 0;
  try {
    await state?.store.endRun(runId, {
      at: clock.now(),
      seconds: Math.round((before + seconds) * 10) / 10,
      counts,
      exitCode,
      ...(stop ? { stopped: stop.kind } : {}),
    });
    return undefined;
  } catch (error) {
    return { error };
  }
}
