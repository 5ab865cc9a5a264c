import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fake-clock.js';
import { create, lookUp, told, update } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

const clock = fakeClock();

describe('updatecustomer', () => {
  it.each(['PUT', 'POST'])('changes only the fields sent, with %s', async (method) => {
    const sandbox = createSandbox({ clock });
    await sandbox.handle(create({ phone2: '0255501234' }));
    const reply = await sandbox.handle(update({ pkcustomerid: 79459, surname: 'Le', gststatus: 1 }, method));
    expect(told(reply)).toEqual({
      status: 200,
      body: { Message: 'Customer updated successfully!', CustomerId: '79459' },
    });
    expect(sandbox.customers).toMatchObject([
      { firstname: 'Jo', surname: 'Le', phone2: '0255501234', gststatus: 1 },
    ]);
  });

  it('finds a customer under its new e-mail and no longer under the old', async () => {
    const sandbox = createSandbox();
    await sandbox.handle(create());
    await sandbox.handle(update({ pkcustomerid: 79459, email: 'le@example.com' }));
    expect(await sandbox.handle(lookUp('le@example.com'))).toMatchObject({ status: 200 });
    expect(await sandbox.handle(lookUp('jo@example.com'))).toMatchObject({ status: 404 });
  });

  it.each([
    [{ pkcustomerid: 5 }, 'CUSTOMER_NOT_FOUND', 'No customer exists with ID: 5'],
    [{}, 'INVALID_PARAMETERS', `Required field 'pkcustomerid' is missing`],
    [{ pkcustomerid: '79459' }, 'INVALID_PARAMETERS', `Field 'pkcustomerid' must be an integer`],
    [{ pkcustomerid: 79459, surname: '' }, 'INVALID_PARAMETERS', `Required field 'surname' is missing`],
    [{ pkcustomerid: 79459, nickname: 'J' }, 'INVALID_PARAMETERS', `Unknown field 'nickname'`],
    [{ pkcustomerid: 79459, email: 'AL@example.com' }, 'DUPLICATE_EMAIL', undefined],
  ])('refuses %j with %s', async (data, code, message) => {
    const sandbox = createSandbox();
    await sandbox.handle(create());
    await sandbox.handle(create({ email: 'al@example.com' }));
    expect(told(await sandbox.handle(update(data)))).toMatchObject({
      body: { code, ...(message && { message }) },
    });
  });

  it('lets a customer keep its own e-mail', async () => {
    const sandbox = createSandbox();
    await sandbox.handle(create());
    const reply = await sandbox.handle(update({ pkcustomerid: 79459, email: 'Jo@example.com' }));
    expect(reply).toMatchObject({ status: 200 });
  });
});
