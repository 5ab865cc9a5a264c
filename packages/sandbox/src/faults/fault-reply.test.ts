import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fake-clock.js';
import { create, list, lookUp, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';
import type { SandboxReply } from '../sandbox-reply.js';
import { faultKinds, type Fault, type FaultKind } from './fault.js';

const on = { email: 'jo@example.com' };
const html = { 'content-type': 'text/html; charset=UTF-8' };
const genuine = '{"Message":"Customer created successfully!","id":"79459"}';

/** What a client sees of each kind that strikes a create. */
const seen: Record<Exclude<FaultKind, 'other-email'>, object> = {
  reset: { kind: 'reset' },
  hang: { kind: 'hang' },
  '500-html': { status: 500, headers: html },
  '502-html': { status: 502, headers: html },
  '503-html': { status: 503, headers: html },
  '429': { status: 429, headers: html },
  '403-html': { status: 403, headers: html },
  '401-message': { status: 401, body: '{"message":"Invalid API key"}' },
  '400-unknown-code': { status: 400, body: expect.stringContaining('"code":"QUOTA_EXCEEDED"') },
  '500-unknown-code': { status: 500, body: expect.stringContaining('"code":"DATABASE_ERROR"') },
  '500-invalid-parameters': { status: 500, body: expect.stringContaining('"code":"INVALID_PARAMETERS"') },
  '200-html': { status: 200, headers: html, body: expect.stringMatching(/^<html>/) },
  '200-empty': { status: 200, body: '' },
  '200-without-id': { status: 200, body: '{"Message":"Customer created successfully!"}' },
  '200-too-large': { status: 200, headers: html },
  truncated: { status: 200, body: genuine, truncatedAt: 28 },
  'php-warning': {
    status: 200,
    body: expect.stringMatching(/^<br \/>\n<b>Warning[^]*\n\{.*"id":"79459"\}$/),
  },
  'numeric-id': { status: 200, body: '{"Message":"Customer created successfully!","id":79459}' },
  redirect: { status: 307, headers: { location: 'https://elsewhere.invalid/apidata.php' } },
};
const createKinds = Object.keys(seen) as (keyof typeof seen)[];

async function strike(fault: Fault, emails: 'unique' | 'racy' = 'unique') {
  const clock = fakeClock();
  const sandbox = createSandbox({ faults: [fault], clock, emails });
  const send = async (): Promise<SandboxReply> => {
    const reply = sandbox.handle(create());
    await clock.advance(1);
    return reply;
  };
  return { sandbox, clock, send, reply: await send() };
}

describe.each(createKinds)('the fault %s', (kind) => {
  it('is seen, nothing stored, where it strikes before', async () => {
    const { sandbox, clock, reply } = await strike({ on, kind, when: 'before' });
    expect(reply).toMatchObject(seen[kind]);
    await clock.advance(60_000);
    await sandbox.idle();
    expect(sandbox.customers).toEqual([]);
  });

  it('is seen, the customer stored, where it strikes after', async () => {
    const { sandbox, reply } = await strike({ on, kind, when: 'after' });
    expect(reply).toMatchObject(seen[kind]);
    expect(sandbox.customers).toMatchObject([{ id: 79459, email: 'jo@example.com' }]);
  });

  it('is seen, the customer stored long after, where it strikes late', async () => {
    const { sandbox, clock, reply } = await strike({ on, kind, when: 'late', lateMs: 8000 });
    expect(reply).toMatchObject(seen[kind]);
    await clock.advance(7990);
    expect(sandbox.customers).toEqual([]);
    await clock.advance(20);
    await sandbox.idle();
    expect(sandbox.customers).toMatchObject([{ id: 79459, created: '2026-03-02T01:02:11.000Z' }]);
  });
});

it('every kind is either seen by a create or for look-ups alone', () => {
  expect([...createKinds, 'other-email'].sort()).toEqual(Object.keys(faultKinds).sort());
});

it('a hang is told at once, whatever the latency', async () => {
  const faults: Fault[] = [{ on, kind: 'hang', when: 'after' }];
  const sandbox = createSandbox({ faults, latencyMs: 100, clock: fakeClock() });
  expect(await sandbox.handle(create())).toEqual({ kind: 'hang' });
  expect(sandbox.customers).toHaveLength(1);
});

describe('a late commit', () => {
  it('is dropped for good where another has the e-mail by then', async () => {
    const { sandbox, clock, send } = await strike({ on, kind: 'reset', when: 'late' });
    expect(await send()).toMatchObject({ status: 200 });
    await clock.advance(5000);
    await sandbox.idle();
    expect(sandbox.customers.map(({ id }) => id)).toEqual([79460]);
  });

  it('makes a double in a racy account', async () => {
    const { sandbox, clock, send } = await strike({ on, kind: 'reset', when: 'late' }, 'racy');
    expect(await send()).toMatchObject({ status: 200 });
    await clock.advance(5000);
    await sandbox.idle();
    expect(sandbox.customers.map(({ id }) => id)).toEqual([79459, 79460]);
    expect(told(await lookedUp(sandbox, clock))).toMatchObject({ body: { customer_id: '79459' } });
  });

  it('does not come of a create that would have been refused', async () => {
    const clock = fakeClock();
    const sandbox = createSandbox({ faults: [{ on, kind: 'php-warning', when: 'late' }], clock });
    const reply = await sandbox.handle(create({ phone1: '' }));
    expect(reply).toMatchObject({ status: 400, body: expect.stringContaining('INVALID_PARAMETERS') });
    await clock.advance(60_000);
    expect(sandbox.customers).toEqual([]);
  });
});

async function lookedUp(sandbox: ReturnType<typeof createSandbox>, clock: ReturnType<typeof fakeClock>) {
  const reply = sandbox.handle(lookUp('jo@example.com'));
  await clock.advance(1);
  return reply;
}

describe('Retry-After', () => {
  it.each(['429', '503-html'] as const)(
    'comes with %s in seconds, as a date, or not at all',
    async (kind) => {
      const header = async (retryAfter?: Fault['retryAfter']): Promise<unknown> => {
        const { reply } = await strike({ on, kind, ...(retryAfter && { retryAfter }) });
        return reply.kind === 'answer' ? reply.headers['retry-after'] : reply.kind;
      };
      expect(await header({ seconds: 7, as: 'seconds' })).toBe('7');
      expect(await header({ seconds: 7, as: 'date' })).toBe('Mon, 02 Mar 2026 01:02:10 GMT');
      expect(await header()).toBeUndefined();
    },
  );
});

describe('a fault on a look-up', () => {
  const after = async (fault: Fault): Promise<SandboxReply> => {
    const sandbox = createSandbox({ faults: [fault] });
    await sandbox.handle(create());
    return sandbox.handle(lookUp('jo@example.com'));
  };

  it.each(createKinds)('can be %s', async (kind) => {
    const reply = await after({ on: { lookUp: 1 }, kind });
    expect(reply.kind).toBe(kind === 'reset' || kind === 'hang' ? kind : 'answer');
  });

  it('makes an ID a number', async () => {
    const reply = await after({ on: { everyLookUp: 1 }, kind: 'numeric-id' });
    expect(told(reply)).toMatchObject({ body: { customer_id: 79459, customer_phone_1: '0491570006' } });
  });

  it('answers another e-mail, also where there is no such customer', async () => {
    const other = { status: 200, body: { customer_email: 'somebody.else@example.com' } };
    const fault = { on: { lookUpEmail: 'Jo@example.com' }, kind: 'other-email' } as const;
    expect(told(await after(fault))).toMatchObject(other);
    const empty = createSandbox({ faults: [fault] });
    expect(told(await empty.handle(lookUp('jo@example.com')))).toMatchObject(other);
  });

  it('strikes a page of the list', async () => {
    const sandbox = createSandbox({ faults: [{ on: { list: 2 }, kind: '502-html' }] });
    expect(await sandbox.handle(list(1))).toMatchObject({ status: 200 });
    expect(await sandbox.handle(list(1))).toMatchObject({ status: 502 });
  });
});
