import { describe, expect, it } from 'vitest';
import { create, joData, read, told, update, write } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';
import type { SandboxRequest } from '../sandbox-request.js';

const endpoint = '/apidata.php?api_key=sandbox&action=createcustomer';

async function refusal(request: SandboxRequest): Promise<unknown> {
  const sandbox = createSandbox();
  const reply = told(await sandbox.handle(request));
  expect(sandbox.customers).toEqual([]);
  return reply;
}

describe('the key', () => {
  const badKey = { status: 401, body: { code: 'INVALID_API_KEY' } };

  it.each([
    ['in neither place', '/apidata.php?action=createcustomer', undefined],
    ['unknown in the URL', '/apidata.php?api_key=no&action=createcustomer', 'sandbox'],
    ['unknown in the body', endpoint, 'no'],
    ['no string in the body', endpoint, 1],
    ['unknown in the body alone', '/apidata.php?action=createcustomer', 'no'],
  ])('is refused %s', async (_where, url, apikey) => {
    expect(await refusal({ ...create({ apikey }), url })).toMatchObject(badKey);
  });

  it('is refused where URL and body name two that are both accepted', async () => {
    const sandbox = createSandbox({ keys: ['one', 'two'] });
    const request = { ...create({ apikey: 'two' }), url: endpoint.replace('sandbox', 'one') };
    expect(told(await sandbox.handle(request))).toMatchObject(badKey);
  });

  it('may be left out of the URL of a write, never out of its body', async () => {
    const sandbox = createSandbox();
    const inBody = { ...create(), url: '/apidata.php?action=createcustomer' };
    expect(await sandbox.handle(inBody)).toMatchObject({ status: 200 });
    expect(await refusal(create({ apikey: undefined }))).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PARAMETERS', message: `Required field 'apikey' is missing` },
    });
  });

  it('is asked of a look-up', async () => {
    const request = { ...read(''), url: '/apidata.php?action=getcustomerid&customer_email=jo@example.com' };
    expect(await refusal(request)).toMatchObject(badKey);
  });
});

describe('the outer shape', () => {
  it.each<[string, SandboxRequest, string]>([
    ['another method', { ...create(), method: 'PUT' }, 'createcustomer must be sent with POST'],
    ['a GET', { ...create(), method: 'GET', body: '' }, 'createcustomer must be sent with POST'],
    ['a look-up by POST', write('getcustomerid', joData), 'getcustomerid must be sent with GET'],
    [
      'an update by PATCH',
      update({ pkcustomerid: 1 }, 'PATCH'),
      'updatecustomer must be sent with PUT or POST',
    ],
    ['a GET with a body', { ...read('action=getallcustomers'), body: '{}' }, 'getallcustomers takes no body'],
    ['no content type', { ...create(), headers: {} }, 'Content-Type must be application/json'],
    [
      'a form',
      { ...create(), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'Content-Type must be application/json',
    ],
    ['no JSON', { ...create(), body: '{' }, 'The body must be {"data": {...}}'],
    ['a bare object', { ...create(), body: JSON.stringify(joData) }, 'The body must be {"data": {...}}'],
    ['an array', { ...create(), body: '{"data":[]}' }, 'The body must be {"data": {...}}'],
    [
      'a key beside data',
      { ...create(), body: JSON.stringify({ data: joData, x: 1 }) },
      'The body must be {"data": {...}}',
    ],
    [
      'no action',
      { ...create(), url: '/apidata.php?api_key=sandbox' },
      `Required parameter 'action' is missing`,
    ],
    ['an unknown action', write('createCustomer', joData), `Unknown action 'createCustomer'`],
    ['an action of every object', write('toString', joData), `Unknown action 'toString'`],
    ['an unknown parameter', { ...create(), url: `${endpoint}&debug=1` }, `Unknown parameter 'debug'`],
    [
      'a parameter twice',
      { ...create(), url: `${endpoint}&api_key=sandbox` },
      `Parameter 'api_key' is given twice`,
    ],
    ['no action in the body', create({ action: undefined }), `Required field 'action' is missing`],
    [
      'another action in the body',
      create({ action: 'deletecustomer' }),
      `Field 'action' must be 'createcustomer'`,
    ],
    ['a look-up of nothing', read('action=getcustomerid'), `Required parameter 'customer_email' is missing`],
    ['page 0', read('action=getallcustomers&page=0'), `Parameter 'page' must be a positive integer`],
  ])('refuses %s', async (_what, request, message) => {
    expect(await refusal(request)).toEqual({ status: 400, body: { code: 'INVALID_PARAMETERS', message } });
  });

  it('takes a content type with a character set', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(await createSandbox().handle({ ...create(), headers })).toMatchObject({ status: 200 });
  });
});
