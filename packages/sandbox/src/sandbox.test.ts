import { describe, expect, it } from 'vitest';
import { fakeClock } from '../test/fake-clock.js';
import { create, list, lookUp, remove, told, update } from '../test/requests.js';
import { memoryStore } from './customer-store.js';
import { createSandbox } from './sandbox.js';
import { SandboxUsageError } from './sandbox-usage-error.js';

const clock = fakeClock();

describe('pace', () => {
  it('refuses creates above the rate with 429 and the seconds to wait, until the second is over', async () => {
    const own = fakeClock();
    const sandbox = createSandbox({ rateLimit: 2, clock: own, emails: 'not-unique' });
    for (const status of [200, 200, 429]) expect(await sandbox.handle(create())).toMatchObject({ status });
    expect(await sandbox.handle(create())).toMatchObject({ headers: { 'retry-after': '1' } });
    await own.advance(1000);
    expect(await sandbox.handle(create())).toMatchObject({ status: 200 });
    expect(sandbox.requests).toMatchObject({ creates: 5, rateLimited: 2 });
    expect(sandbox.customers).toHaveLength(3);
  });

  it('counts the creates that are in flight at once', async () => {
    const own = fakeClock();
    const latencyMs = { min: 10, max: 30 };
    const sandbox = createSandbox({ latencyMs, random: () => 0.5, clock: own });
    const replies = [1, 2, 3].map((n) => sandbox.handle(create({ email: `jo${n}@example.com` })));
    await own.advance(19);
    expect(sandbox.requests).toMatchObject({ createsInFlight: 3, maxCreatesInFlight: 3 });
    await own.advance(1);
    await Promise.all(replies);
    expect(sandbox.requests).toMatchObject({ creates: 3, createsInFlight: 0, maxCreatesInFlight: 3 });
  });

  it('goes on with a create whose client has gone', async () => {
    const own = fakeClock();
    const sandbox = createSandbox({ latencyMs: 100, clock: own });
    const client = new AbortController();
    const reply = sandbox.handle(create(), client.signal);
    client.abort();
    expect(await reply).toEqual({ kind: 'hang' });
    expect(sandbox.requests).toMatchObject({ createsInFlight: 0 });
    let idle = false;
    const untilIdle = sandbox.idle().then(() => (idle = true));
    await own.advance(99);
    expect([idle, sandbox.customers.length]).toEqual([false, 0]);
    await own.advance(1);
    await untilIdle;
    expect(sandbox.customers).toHaveLength(1);
  });

  it('tells of a late commit that could not be stored when it is asked to be idle', async () => {
    const put = (): never => {
      throw new Error('disk full');
    };
    const own = fakeClock();
    const faults = [{ on: { create: 1 }, kind: 'reset', when: 'late' }] as const;
    const sandbox = createSandbox({ store: { ...memoryStore(), put }, faults, clock: own });
    expect(await sandbox.handle(create())).toEqual({ kind: 'reset' });
    await own.advance(5000);
    await expect(sandbox.idle()).rejects.toThrow('disk full');
  });

  it('never receives the request of a client that has gone before', async () => {
    const sandbox = createSandbox();
    expect(await sandbox.handle(create(), AbortSignal.abort())).toEqual({ kind: 'hang' });
    expect(sandbox.requests.creates).toBe(0);
  });
});

describe('what a test can see', () => {
  it('keeps the raw bodies of the first creates', async () => {
    const sandbox = createSandbox({ keepBodies: 1 });
    await sandbox.handle(create());
    await sandbox.handle(create({ email: 'al@example.com' }));
    expect(sandbox.createBodies).toEqual([create().body]);
  });

  it('counts each kind of request', async () => {
    const sandbox = createSandbox();
    for (const request of [create(), lookUp('jo@example.com'), list(1)]) await sandbox.handle(request);
    await sandbox.handle(update({ pkcustomerid: 1 }));
    await sandbox.handle(remove({ pkcustomerid: 1 }));
    expect(sandbox.requests).toMatchObject({ creates: 1, lookUps: 1, lists: 1, updates: 1, deletes: 1 });
  });

  it('starts with the customers of its store and gives IDs above theirs', async () => {
    const first = createSandbox({ firstId: 90000, clock });
    await first.handle(create());
    const second = createSandbox({ store: memoryStore(first.customers) });
    expect(await second.handle(lookUp('jo@example.com'))).toMatchObject({ status: 200 });
    expect(told(await second.handle(create({ email: 'al@example.com' })))).toMatchObject({
      body: { id: '90001' },
    });
  });

  it.each([{ rateLimit: 0 }, { latencyMs: -1 }, { latencyMs: { min: 3, max: 2 } }, { firstId: 0.5 }])(
    'refuses the option %j',
    (options) => {
      expect(() => createSandbox(options)).toThrow(SandboxUsageError);
    },
  );
});
