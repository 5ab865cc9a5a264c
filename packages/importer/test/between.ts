import type { Exchange, Transport } from '@solarproof-import/core';
import type { InMemoryRun } from './in-memory-run.js';

/** What stands between a run and its server. */
export type Between = NonNullable<InMemoryRun['wrap']>;

/** Loses the first create: on its way there, or its answer. */
export function firstCreateLost(when: 'before' | 'after'): Between {
  let isFirst = true;
  return onExchange(async (action, pass) => {
    if (!isFirst || action !== 'createcustomer') return pass();
    isFirst = false;
    if (when === 'after') await pass();
    return { kind: 'no-answer', reason: 'connection-lost' };
  });
}

/** Answers in place of the server where `reply` says so, told what the server itself has answered. */
export function answeredBy(reply: (action: string, exchange: Exchange) => Exchange | undefined): Between {
  return onExchange(async (action, pass) => {
    const exchange = await pass();
    return reply(action, exchange) ?? exchange;
  });
}

/** The one behind the other, the first next to the server. */
export function inTurn(...all: readonly Between[]): Between {
  return (transport, clock) => all.reduce<Transport>((inner, outer) => outer(inner, clock), transport);
}

function onExchange(act: (action: string, pass: () => Promise<Exchange>) => Promise<Exchange>): Between {
  return (transport) => ({
    ...transport,
    exchange: (request, signal) =>
      act(request.query['action'] ?? '', () => transport.exchange(request, signal)),
  });
}
