import { describe, expect, it } from 'vitest';
import { create, lookUp, remove, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

describe('deletecustomer', () => {
  it('deletes for good and never gives the ID again', async () => {
    const sandbox = createSandbox();
    await sandbox.handle(create());
    expect(sandbox.customers).toHaveLength(1);
    expect(told(await sandbox.handle(remove({ pkcustomerid: 79459 })))).toEqual({
      status: 200,
      body: { Message: 'Customer Deleted Permanently!', CustomerId: '79459' },
    });
    expect(sandbox.customers).toEqual([]);
    expect(told(await sandbox.handle(remove({ pkcustomerid: 79459 })))).toEqual({
      status: 404,
      body: { code: 'CUSTOMER_NOT_FOUND', message: 'No customer exists with ID: 79459' },
    });
    expect(told(await sandbox.handle(create()))).toMatchObject({ body: { id: '79460' } });
  });

  it('leaves the other customer of the same e-mail where it is', async () => {
    const sandbox = createSandbox({ emails: 'not-unique' });
    await sandbox.handle(create());
    await sandbox.handle(create({ surname: 'Le' }));
    await sandbox.handle(remove({ pkcustomerid: 79459 }));
    expect(told(await sandbox.handle(lookUp('jo@example.com')))).toMatchObject({
      body: { customer_id: '79460' },
    });
  });
});
