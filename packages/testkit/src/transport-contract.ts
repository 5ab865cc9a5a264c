import { createSandbox, parseFault, type Sandbox } from '@solarproof-import/sandbox';
import type { ApiRequest, Transport } from '@solarproof-import/core';
import { afterEach, describe, expect, it } from 'vitest';

/** A transport to a sandbox, as the contract wants it. */
export interface TransportUnderTest {
  readonly transport: Transport;
  /** Waits for an exchange, moving the time on where it is a fake one. */
  wait<T>(exchange: Promise<T>): Promise<T>;
}

/** How the contract opens one. */
export type OpenTransport = (sandbox: Sandbox, apiKey: string) => Promise<TransportUnderTest>;

/** The key of these tests: in a URL it needs escaping. */
const apiKey = 'k/1+2&3=4';

const create: ApiRequest = {
  method: 'POST',
  query: { action: 'createcustomer' },
  data: {
    action: 'createcustomer',
    firstname: 'Zoë',
    surname: "O'Brien",
    email: 'zoe@example.com',
    phone1: '0491570006',
    type: 'RESIDENTIAL',
  },
};
const lookUp: ApiRequest = {
  method: 'GET',
  query: { action: 'getcustomerid', customer_email: 'zoe+a@example.com' },
};

/** What every transport must keep; runs against the sandbox. */
export function transportContract(name: string, open: OpenTransport): void {
  describe(`${name} as a transport`, () => {
    const opened: Transport[] = [];
    afterEach(async () => {
      for (const transport of opened.splice(0)) await transport.close();
    });
    const against = async (...faults: readonly string[]) => {
      const sandbox = createSandbox({ keys: [apiKey], faults: faults.map(parseFault) });
      const { transport, wait } = await open(sandbox, apiKey);
      opened.push(transport);
      return {
        sandbox,
        exchange: (request: ApiRequest, signal?: AbortSignal) => wait(transport.exchange(request, signal)),
      };
    };

    it('sends one create with the key in URL and body, and brings the whole answer', async () => {
      const { sandbox, exchange } = await against();
      const answer = await exchange(create);
      expect(answer).toMatchObject({ kind: 'answered', status: 200, body: expect.stringContaining('"id"') });
      expect(sandbox.createBodies).toEqual([JSON.stringify({ data: { apikey: apiKey, ...create.data } })]);
      expect(sandbox.customers).toMatchObject([{ firstname: 'Zoë', surname: "O'Brien" }]);
    });

    it('sends a look-up without a body', async () => {
      const { sandbox, exchange } = await against();
      expect(await exchange(lookUp)).toMatchObject({ kind: 'answered', status: 404 });
      expect(sandbox.requests.lookUps).toBe(1);
    });

    it('hands Retry-After over as it came', async () => {
      const { exchange } = await against('429:before:create=1:retry-after=7');
      expect(await exchange(create)).toMatchObject({ kind: 'answered', status: 429, retryAfter: '7' });
    });

    it.each([
      ['a reset', 'reset:after:create=1', 'connection-lost'],
      ['an answer that is cut short', 'truncated:after:create=1', 'answer-cut-off'],
      ['an answer that never comes', 'hang:after:create=1', 'time-out'],
    ])('says of %s that nobody knows, and does not send again', async (_what, fault, reason) => {
      const { sandbox, exchange } = await against(fault);
      expect(await exchange(create)).toEqual({ kind: 'no-answer', reason });
      expect(sandbox.requests.creates).toBe(1);
    });

    it('does not follow a redirect', async () => {
      const { sandbox, exchange } = await against('redirect:before:create=1');
      expect(await exchange(create)).toMatchObject({ kind: 'answered', status: 307 });
      expect(sandbox.requests.creates).toBe(1);
    });

    it('sends nothing once it is told to end', async () => {
      const { sandbox, exchange } = await against();
      expect(await exchange(create, AbortSignal.abort())).toEqual({ kind: 'not-sent', reason: 'aborted' });
      expect(sandbox.requests.creates).toBe(0);
    });
  });
}
