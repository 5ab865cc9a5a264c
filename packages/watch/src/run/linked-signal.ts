/** A signal that aborts with another one, until it is released: what listens to it is not kept for as long as the other lives. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  release(): void;
}

/**
 * Links a short-lived signal to one that lives as long as the process. `AbortSignal.any` would do the same, and leaks
 * (nodejs/node issue 54614).
 */
export function linkSignal(to: AbortSignal): LinkedSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(to.reason);
  if (to.aborted) abort();
  else to.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, release: () => to.removeEventListener('abort', abort) };
}
