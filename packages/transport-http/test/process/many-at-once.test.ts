import type { Exchange } from '@solarproof-import/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpTransport, parseApiUrl } from '../../src/index.js';
import { answer, serveScript, type Peer, type ScriptedServer } from '../scripted-server.js';
import { answered, apiKey, create, expectTrue } from '../two-exchanges.js';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const lost: Exchange = { kind: 'no-answer', reason: 'connection-lost' };
const timeOut: Exchange = { kind: 'no-answer', reason: 'time-out' };

interface Way {
  readonly act: (peer: Peer, mark: string) => Promise<unknown> | void;
  readonly comesTo: (mark: string) => Exchange;
}

/** Ways to go on from a request. */
const ways: Readonly<Record<string, Way>> = {
  well: { act: (peer, mark) => peer.send(answer(mark)), comesTo: (mark) => answered(mark) },
  closing: {
    act: (peer, mark) => peer.send(answer(mark)).then(() => peer.end()),
    comesTo: (mark) => answered(mark),
  },
  resetting: {
    act: (peer, mark) => peer.send(answer(mark)).then(() => peer.reset()),
    comesTo: (mark) => answered(mark),
  },
  twice: { act: (peer, mark) => peer.send(answer(mark) + answer('666')), comesTo: (mark) => answered(mark) },
  busy: {
    act: (peer, mark) => peer.send(answer(mark, 'HTTP/1.1 503 Busy\r\nRetry-After: 3\r\n')),
    comesTo: (mark) => answered(mark, { status: 503, retryAfter: '3' }),
  },
  end: { act: (peer) => peer.end(), comesTo: () => lost },
  reset: { act: (peer) => peer.reset(), comesTo: () => lost },
  cut: {
    act: (peer) => peer.send(`${head}Content-Length: 9\r\n\r\n{`).then(() => peer.end()),
    comesTo: () => ({ kind: 'no-answer', reason: 'answer-cut-off' }),
  },
  nonsense: {
    act: (peer) => peer.send('what?'),
    comesTo: () => ({ kind: 'no-answer', reason: 'answer-unreadable' }),
  },
};
const slowWays: Readonly<Record<string, Way>> = {
  silent: { act: () => undefined, comesTo: () => timeOut },
  stalled: { act: (peer) => peer.send(`${head}Content-Length: 9\r\n\r\n{`), comesTo: () => timeOut },
};
const allWays = { ...ways, ...slowWays };

/** Goes on from each request in the way that its mark begins with. */
async function byMark(peer: Peer): Promise<void> {
  for (;;) {
    const mark = await peer.request();
    if (mark === undefined) return;
    await allWays[mark.split('-')[0] ?? '']?.act(peer, mark);
  }
}

const open: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function exchangeAll(
  marks: readonly string[],
  options: { connections: number; timeoutMs?: number },
): Promise<{ exchanges: readonly Exchange[]; server: ScriptedServer }> {
  const server = await serveScript(byMark);
  const transport = openHttpTransport({
    apiUrl: parseApiUrl(server.url),
    apiKey,
    timeoutMs: 20_000,
    ...options,
  });
  open.push(
    () => transport.close(),
    () => server.close(),
  );
  return { exchanges: await Promise.all(marks.map((mark) => transport.exchange(create(mark)))), server };
}

function marksOf(names: readonly string[], times: number): string[] {
  return Array.from({ length: times }, (_none, index) => names.map((name) => `${name}-${index}`)).flat();
}

describe('Many requests at once, each ending in its own way', () => {
  it.each([
    ['a connection for each', { connections: 55, timeoutMs: 1_500 }, allWays],
    ['few connections', { connections: 3 }, ways],
    ['one connection', { connections: 1 }, ways],
  ])('over %s: each is sent once and has its own answer', async (_what, options, ways) => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): number => warnings.push(warning);
    process.on('warning', onWarning);
    const marks = marksOf(Object.keys(ways), 5);
    const { exchanges, server } = await exchangeAll(marks, options);
    process.off('warning', onWarning);
    expect(exchanges).toEqual(marks.map((mark) => allWays[mark.split('-')[0] ?? '']?.comesTo(mark)));
    expect([...server.requests].sort()).toEqual([...marks].sort());
    expect(warnings).toEqual([]);
  });

  it('over fewer connections than a silent server takes: what had none in time was not sent', async () => {
    const marks = marksOf(['silent'], 6);
    const { exchanges, server } = await exchangeAll(marks, { connections: 2, timeoutMs: 500 });
    const notSent = { kind: 'not-sent', reason: 'connect-time-out' };
    expect(exchanges).toEqual([timeOut, timeOut, notSent, notSent, notSent, notSent]);
    expect(server.requests).toEqual(['silent-0', 'silent-1']);
  });

  it('in every order and over any number of connections', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(ways)), { minLength: 1, maxLength: 24 }),
        fc.integer({ min: 1, max: 4 }),
        async (names, connections) => {
          const marks = names.map((name, index) => `${name}-${index}`);
          const { exchanges, server } = await exchangeAll(marks, { connections });
          for (const [index, mark] of marks.entries()) {
            const exchange = exchanges[index];
            if (exchange) expectTrue(exchange, mark, server.requests);
            if (exchange?.kind === 'answered') expect(exchange.body).toBe(mark);
          }
          for (const close of open.splice(0)) await close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
