import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/fake-clock.js';
import { create, list, lookUp, read, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

const clock = fakeClock();

describe('getcustomerid', () => {
  it('answers one customer with all the documented keys, in both spellings', async () => {
    const sandbox = createSandbox({ clock });
    await sandbox.handle(create({ gststatus: 1, type: 'COMMERCIAL', companyname: 'Example Pty Ltd' }));
    const expected = {
      status: 200,
      body: {
        customer_id: '79459',
        gst_status: 'GST Registered',
        customer_first_name: 'Jo',
        customer_last_name: 'Nguyen',
        customer_phone_1: '0491570006',
        customer_phone_2: '',
        customer_email: 'jo@example.com',
        customer_type: 'Commercial',
        company_name: 'Example Pty Ltd',
        company_phone: '',
        owner_user_info: {
          user_id: '1',
          first_name: 'Sandbox',
          last_name: 'User 1',
          phone_number: '0491570006',
          email: 'owner@example.com',
          work_title: '',
          username: 'owner@example.com',
        },
        creation_date: '2026-03-02',
        customer_notes: [],
        customer_status: 'New',
        projects: [],
      },
    };
    expect(told(await sandbox.handle(lookUp('Jo@Example.com')))).toEqual(expected);
    const other = read('action=getCustomerByemail&customer_email=jo@example.com');
    expect(told(await sandbox.handle(other))).toEqual(expected);
  });

  it.each([
    ['code', 404, { code: 'CUSTOMER_NOT_FOUND', message: 'No customer exists with email: no@example.com' }],
    ['empty-array', 200, []],
    ['empty-object', 200, {}],
    ['null', 200, null],
  ] as const)('answers an unknown e-mail with %s', async (unknownEmail, status, body) => {
    const sandbox = createSandbox({ unknownEmail });
    expect(told(await sandbox.handle(lookUp('no@example.com')))).toEqual({ status, body });
  });

  it('reads a plus in the query as a space, as PHP does', async () => {
    const sandbox = createSandbox();
    await sandbox.handle(create({ email: 'jo+sun@example.com' }));
    expect(await sandbox.handle(lookUp('jo+sun@example.com'))).toMatchObject({ status: 200 });
    const unescaped = read('action=getcustomerid&customer_email=jo+sun@example.com');
    expect(await sandbox.handle(unescaped)).toMatchObject({ status: 404 });
  });

  it('is refused, as the list is, to a key that may not look up', async () => {
    const sandbox = createSandbox({ lookUps: 'refused' });
    const refused = { status: 403, body: { code: 'PERMISSION_DENIED' } };
    expect(told(await sandbox.handle(lookUp('jo@example.com')))).toMatchObject(refused);
    expect(told(await sandbox.handle(list(1)))).toMatchObject(refused);
    expect(await sandbox.handle(create())).toMatchObject({ status: 200 });
  });
});
