import { authorise, type Clock, type Exchange, type Transport } from '@solarproof-import/core';
import type { Sandbox, SandboxReply } from '@solarproof-import/sandbox';

/** How the sandbox is called. */
export interface SandboxTransportOptions {
  readonly clock: Clock;
  /** Default `sandbox`. */
  readonly apiKey?: string;
  /** Milliseconds; default 45,000. */
  readonly timeoutMs?: number;
}

type Ended = SandboxReply | { readonly kind: 'time-out' };

/** A transport that calls the sandbox in process: no port, and time is the clock's. */
export function sandboxTransport(sandbox: Sandbox, options: SandboxTransportOptions): Transport {
  const { clock, apiKey = 'sandbox', timeoutMs = 45_000 } = options;
  return {
    host: 'sandbox',
    exchange: async (request, signal) => {
      if (signal?.aborted) return { kind: 'not-sent', reason: 'aborted' };
      const { method, query, body } = authorise(request, apiKey);
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const sent = { method, url: `/apidata.php?${query}`, headers, body: body ?? '' };
      const gone = new AbortController();
      const leave = (): void => gone.abort();
      signal?.addEventListener('abort', leave, { once: true });
      const timeOut = clock.sleep(timeoutMs, gone.signal).then((): Ended => ({ kind: 'time-out' }));
      const reply = sandbox
        .handle(sent, gone.signal)
        .then((ended) => (ended.kind === 'hang' ? timeOut : ended));
      const ended = await Promise.race([reply, timeOut]);
      gone.abort();
      signal?.removeEventListener('abort', leave);
      return signal?.aborted && ended.kind !== 'answer'
        ? { kind: 'no-answer', reason: 'aborted' }
        : exchangeOf(ended);
    },
    close: () => Promise.resolve(),
  };
}

function exchangeOf(ended: Ended): Exchange {
  switch (ended.kind) {
    case 'reset':
      return { kind: 'no-answer', reason: 'connection-lost' };
    case 'hang':
    case 'time-out':
      return { kind: 'no-answer', reason: 'time-out' };
    case 'answer': {
      if (ended.truncatedAt !== undefined) return { kind: 'no-answer', reason: 'answer-cut-off' };
      const retryAfter = ended.headers['retry-after'];
      return {
        kind: 'answered',
        status: ended.status,
        body: ended.body,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
    }
  }
}
