/** How long something may take, and who else may cut it off. */
export interface TimeLimit {
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** What cut something off. */
export type CutOff = 'time-out' | 'interrupted';

/**
 * Does something under a signal that aborts when the time is over or the caller's signal aborts. By a timer of its own:
 * `AbortSignal.any` over `AbortSignal.timeout` may be collected before it fires (nodejs/node#57736), and keeps what a signal that
 * lives long was joined with (#54614).
 * @param work gets the signal, and a function that says whether it was cut off, and by what
 */
export async function withinTime<T>(
  { milliseconds, signal }: TimeLimit,
  work: (signal: AbortSignal, cutOff: () => CutOff | undefined) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let cause: CutOff | undefined;
  const cut = (by: CutOff): void => {
    cause ??= by;
    controller.abort();
  };
  const interrupt = (): void => cut('interrupted');
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  const timer = setTimeout(() => cut('time-out'), milliseconds);
  try {
    return await work(controller.signal, () => cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}
