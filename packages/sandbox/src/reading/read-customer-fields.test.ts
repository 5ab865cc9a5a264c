import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { create, joData, told } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';

async function refusal(changes: Readonly<Record<string, unknown>>): Promise<unknown> {
  const sandbox = createSandbox();
  const reply = told(await sandbox.handle(create(changes)));
  expect(sandbox.customers).toEqual([]);
  return reply;
}

const required = ['firstname', 'surname', 'email', 'phone1', 'type'];
const texts = [...required.slice(0, 4), 'phone2', 'companyname', 'companyphone', 'useremail'];

describe('the fields of a create', () => {
  for (const field of required) {
    it.each([undefined, '', '  '])(`need ${field}: %j is none`, async (value) => {
      expect(await refusal({ [field]: value })).toEqual({
        status: 400,
        body: { code: 'INVALID_PARAMETERS', message: `Required field '${field}' is missing` },
      });
    });
  }

  for (const field of texts) {
    it.each([7, null, true, ['x'], {}])(`need a string as ${field}: not %j`, async (value) => {
      expect(await refusal({ [field]: value })).toEqual({
        status: 400,
        body: { code: 'INVALID_PARAMETERS', message: `Field '${field}' must be a string` },
      });
    });
  }

  it.each(['residential', 'Residential', 'CASTLE', 1, null, 'toString'])('know no type %j', async (type) => {
    expect(await refusal({ type })).toEqual({
      status: 400,
      body: {
        code: 'INVALID_PARAMETERS',
        message: `Field 'type' must be one of RESIDENTIAL, COMMERCIAL, LARGE-SCALE`,
      },
    });
  });

  it.each(['1', '', 2, -1, 0.5, true, null])('know no gststatus %j', async (gststatus) => {
    expect(await refusal({ gststatus })).toEqual({
      status: 400,
      body: { code: 'INVALID_PARAMETERS', message: `Field 'gststatus' must be the integer 0 or 1` },
    });
  });

  it.each(['jo', 'jo@', '@example.com', 'jo nguyen@example.com', 'a@b@example.com'])(
    'know no e-mail %j',
    async (email) => {
      expect(await refusal({ email })).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETERS' } });
    },
  );

  it.each(['id', 'Firstname', 'pkcustomerid', '__proto__'])('know no %s', async (field) => {
    const body = JSON.stringify({ data: joData }).replace('"firstname"', `"${field}":"x","firstname"`);
    const reply = told(await createSandbox().handle({ ...create(), body }));
    expect(reply).toEqual({
      status: 400,
      body: { code: 'INVALID_PARAMETERS', message: `Unknown field '${field}'` },
    });
  });

  it('may name an owner that exists, without case, or none', async () => {
    const sandbox = createSandbox({ users: ['owner@example.com', 'sam@example.com'] });
    await sandbox.handle(create({ useremail: '' }));
    await sandbox.handle(create({ email: 'al@example.com', useremail: 'Sam@example.com' }));
    expect(sandbox.customers.map(({ useremail }) => useremail)).toEqual(['', 'Sam@example.com']);
  });

  it('may not name an owner that does not exist', async () => {
    expect(await refusal({ useremail: 'who@example.com' })).toEqual({
      status: 404,
      body: { code: 'USER_NOT_FOUND', message: 'No user exists with email: who@example.com' },
    });
  });

  it('come back from a look-up as they were sent, for every text', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(text, text, async (firstname, phone1) => {
        const sandbox = createSandbox();
        await sandbox.handle(create({ firstname, phone1 }));
        expect(sandbox.customers).toMatchObject([{ firstname, phone1 }]);
      }),
    );
  });
});
