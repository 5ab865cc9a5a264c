import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fake-clock.js';
import { create, joData, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

const clock = fakeClock();

describe('createcustomer', () => {
  it('answers in the documented words, with the ID as a string', async () => {
    const sandbox = createSandbox();
    expect(told(await sandbox.handle(create()))).toEqual({
      status: 200,
      body: { Message: 'Customer created successfully!', id: '79459' },
    });
    expect(told(await sandbox.handle(create({ email: 'al@example.com' })))).toMatchObject({
      body: { id: '79460' },
    });
  });

  it('keeps a customer exactly as it was sent', async () => {
    const sandbox = createSandbox({ clock });
    const all = {
      phone2: '0255501234',
      companyname: 'Sun & Söhne',
      companyphone: '1300975707',
      gststatus: 1,
      useremail: 'Owner@Example.com',
    };
    await sandbox.handle(create({ ...all, type: 'LARGE-SCALE' }));
    const { apikey: _key, action: _action, ...jo } = joData;
    expect(sandbox.customers).toEqual([
      { ...jo, ...all, type: 'LARGE-SCALE', id: 79459, created: '2026-03-02T01:02:03.000Z' },
    ]);
  });

  it('refuses an e-mail that is there, whatever its case', async () => {
    const sandbox = createSandbox();
    await sandbox.handle(create());
    expect(told(await sandbox.handle(create({ email: 'JO@example.com' })))).toMatchObject({
      status: 409,
      body: { code: 'DUPLICATE_EMAIL' },
    });
    expect(sandbox.customers).toHaveLength(1);
  });

  it('takes an e-mail any number of times where e-mails are not unique', async () => {
    const sandbox = createSandbox({ emails: 'not-unique' });
    await sandbox.handle(create());
    await sandbox.handle(create());
    expect(sandbox.customers.map(({ id }) => id)).toEqual([79459, 79460]);
  });

  it('is answered at its root, too, and nowhere else', async () => {
    const sandbox = createSandbox();
    const atRoot = { ...create(), url: '/?api_key=sandbox&action=createcustomer' };
    expect(await sandbox.handle(atRoot)).toMatchObject({ status: 200 });
    expect(await sandbox.handle({ ...create(), url: '/other' })).toMatchObject({ status: 404 });
  });
});

describe('two simultaneous creates of one e-mail', () => {
  const race = async (emails: 'unique' | 'racy', latencyMs: number): Promise<unknown> => {
    const slow = fakeClock();
    const sandbox = createSandbox({ emails, latencyMs, clock: slow });
    const first = sandbox.handle(create());
    await slow.advance(0);
    const second = sandbox.handle(create());
    await slow.advance(100);
    return (await Promise.all([first, second])).map((reply) => reply.kind === 'answer' && reply.status);
  };

  it.each([0, 100])('both land in a racy account, the latency being %i ms', async (latencyMs) => {
    expect(await race('racy', latencyMs)).toEqual([200, 200]);
  });

  it.each([0, 100])(
    'do not both land where e-mails are unique, the latency being %i ms',
    async (latencyMs) => {
      expect(await race('unique', latencyMs)).toEqual([200, 409]);
    },
  );

  it('a racy account still refuses the second of two that follow each other', async () => {
    const slow = fakeClock();
    const sandbox = createSandbox({ emails: 'racy', clock: slow });
    const first = sandbox.handle(create());
    await slow.advance(1);
    expect(await first).toMatchObject({ status: 200 });
    const second = sandbox.handle(create());
    await slow.advance(1);
    expect(await second).toMatchObject({ status: 409 });
  });
});
