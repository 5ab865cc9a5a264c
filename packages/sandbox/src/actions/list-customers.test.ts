import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fake-clock.js';
import { create, list, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

const clock = fakeClock();

describe('getallcustomers', () => {
  it('answers fifty a page by rising ID and an empty array past the end', async () => {
    const sandbox = createSandbox({ clock });
    for (let n = 1; n <= 101; n += 1) await sandbox.handle(create({ email: `jo${n}@example.com` }));
    const ids = async (page: number): Promise<string[]> => {
      const reply = await sandbox.handle(list(page));
      const customers: { customer_id: string }[] = reply.kind === 'answer' ? JSON.parse(reply.body) : [];
      return customers.map(({ customer_id }) => customer_id);
    };
    expect(await ids(1)).toEqual(Array.from({ length: 50 }, (_, n) => String(79459 + n)));
    expect((await ids(2))[0]).toBe('79509');
    expect(await ids(3)).toEqual(['79559']);
    expect(await ids(4)).toEqual([]);
  });

  it('tells dates with a time and no notes as an empty text', async () => {
    const sandbox = createSandbox({ clock });
    await sandbox.handle(create());
    expect(told(await sandbox.handle(list(1)))).toMatchObject({
      body: [{ creation_date: '2026-03-02 11:02:03', customer_notes: '' }],
    });
  });
});
