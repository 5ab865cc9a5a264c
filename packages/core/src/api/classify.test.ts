import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Exchange } from '../ports.js';
import { classifyCreate } from './classify-create.js';
import { classifyLookUp } from './classify-look-up.js';
import { readJson } from './read-json.js';

const answered = (status: number, body: unknown, retryAfter?: string): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const code = (name: string, message = '') => ({ code: name, message });
const warning =
  '<br />\n<b>Warning</b>:  mysqli_connect(): (HY000/2002) in <b>/srv/api.php</b> on line <b>12</b><br />\n';
const success = { Message: 'Customer created successfully!', id: '79459' };

describe('a create', () => {
  test.each<[string, Exchange, object]>([
    ['the documented success', answered(200, success), { kind: 'created', customerId: '79459' }],
    ['a numeric ID', answered(200, { ...success, id: 79459 }), { kind: 'created', customerId: '79459' }],
    [
      'PHP noise before',
      answered(200, warning + JSON.stringify(success)),
      { kind: 'created', customerId: '79459' },
    ],
    [
      'PHP noise after',
      answered(200, JSON.stringify(success) + warning),
      { kind: 'created', customerId: '79459' },
    ],
    [
      'a BOM before',
      answered(200, `\uFEFF${JSON.stringify(success)}`),
      { kind: 'created', customerId: '79459' },
    ],
    [
      'a missing parameter',
      answered(400, code('INVALID_PARAMETERS', 'no surname')),
      { kind: 'rejected', code: 'INVALID_PARAMETERS', message: 'no surname' },
    ],
    [
      'the same with a 500',
      answered(500, code('INVALID_PARAMETERS')),
      { kind: 'rejected', code: 'INVALID_PARAMETERS' },
    ],
    ['the same with a 200', answered(200, code('INVALID_PARAMETERS')), { kind: 'rejected' }],
    ['an e-mail that exists', answered(409, code('DUPLICATE_EMAIL')), { kind: 'duplicate-email' }],
    ['an unknown owner', answered(404, code('USER_NOT_FOUND')), { kind: 'owner-unknown' }],
    [
      'a refused key',
      answered(400, code('INVALID_API_KEY')),
      { kind: 'key-refused', code: 'INVALID_API_KEY' },
    ],
    ['a refused key with a 403', answered(403, code('INVALID_API_KEY')), { kind: 'key-refused' }],
    [
      'a 401 without a code',
      answered(401, { message: 'Invalid API key' }),
      { kind: 'key-refused', code: 'HTTP_401' },
    ],
    ['a 401 with another code', answered(401, code('INVALID_PARAMETERS')), { kind: 'key-refused' }],
    ['a 403 without a code', answered(403, '<html>Forbidden</html>'), { kind: 'forbidden' }],
    [
      'a 403 with another code',
      answered(403, code('PERMISSION_DENIED')),
      { kind: 'unknown', reason: 'forbidden' },
    ],
    ['a 429 with seconds', answered(429, '', '7'), { kind: 'throttled', retryAfter: '7' }],
    ['a 429 with a code', answered(429, code('INVALID_PARAMETERS')), { kind: 'throttled' }],
    [
      'an unheard-of code with a 4xx',
      answered(422, code('NAME_TOO_LONG', 'Too long')),
      { kind: 'rejected', code: 'NAME_TOO_LONG', message: 'Too long' },
    ],
    [
      'an unheard-of code with a 5xx',
      answered(500, code('DB_GONE')),
      { kind: 'unknown', reason: 'server-error' },
    ],
    [
      'an unheard-of code with a 200',
      answered(200, code('QUEUED')),
      { kind: 'unknown', reason: 'unknown-code' },
    ],
    [
      'a 503',
      answered(503, '<html>busy</html>', '30'),
      { kind: 'unknown', reason: 'server-error', status: 503, retryAfter: '30' },
    ],
    ['an error page', answered(500, '<html>Oops</html>'), { kind: 'unknown', reason: 'server-error' }],
    [
      'a page with a 200',
      answered(200, '<html><script>var a={"id":"5"}</script></html>'),
      { kind: 'unknown', reason: 'answer-unreadable' },
    ],
    ['an empty 200', answered(200, ''), { kind: 'unknown', reason: 'answer-unreadable' }],
    [
      'half an answer',
      answered(200, '{"Message": "Customer cre'),
      { kind: 'unknown', reason: 'answer-unreadable' },
    ],
    [
      'a 200 without an ID',
      answered(200, { Message: 'Customer created successfully!' }),
      { kind: 'unknown', reason: 'answer-without-id' },
    ],
    [
      'an ID and an error in one',
      answered(200, { ...success, code: 'INVALID_PARAMETERS' }),
      { kind: 'unknown', reason: 'unknown-code' },
    ],
    ['ID 0', answered(200, { ...success, id: '0' }), { kind: 'unknown', reason: 'answer-without-id' }],
    ['an ID that is no number', answered(200, { ...success, id: 'soon' }), { kind: 'unknown' }],
    ['an ID beyond what a number can hold', answered(200, '{"id": 90071992547409931}'), { kind: 'unknown' }],
    ['two answers in one', answered(200, `${warning}{"id":"5"} {"id":"6"}`), { kind: 'unknown' }],
    ['an ID with another status', answered(202, success), { kind: 'unknown' }],
    ['a list', answered(200, [success]), { kind: 'unknown' }],
    ['a redirect', answered(307, ''), { kind: 'unknown', reason: 'redirect', status: 307 }],
    ['nothing that left', { kind: 'not-sent', reason: 'dns' }, { kind: 'not-sent', cause: 'dns' }],
    ['no answer in time', { kind: 'no-answer', reason: 'time-out' }, { kind: 'unknown', reason: 'time-out' }],
    [
      'a cut-off by the user',
      { kind: 'no-answer', reason: 'aborted' },
      { kind: 'unknown', reason: 'cut-off-by-user' },
    ],
  ])('%s', (_what, exchange, meaning) => {
    expect(classifyCreate(exchange)).toMatchObject(meaning);
  });

  it('for every answer means exactly one thing, and success only with a 200 and the ID that stands in it', () => {
    const fragment = fc.constantFrom(
      '{"id":"7"}',
      '{"code":"INVALID_PARAMETERS"}',
      '<html>',
      warning,
      '{',
      '"',
      '}',
      'null',
      '[]',
      ' ',
    );
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fragment).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), body, (status, text) => {
        const answer = classifyCreate(answered(status, text));
        expect(answer.kind).toMatch(
          /^(created|rejected|duplicate-email|owner-unknown|key-refused|forbidden|throttled|unknown)$/,
        );
        if (answer.kind === 'created') {
          expect(status).toBe(200);
          expect(text).toContain(answer.customerId);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a look-up', () => {
  const customer = {
    customer_id: '79459',
    customer_email: 'Jo@Example.com',
    customer_first_name: 'Jo',
    creation_date: '2020-11-19',
  };
  test.each<[string, Exchange, object]>([
    [
      'one customer',
      answered(200, customer),
      { kind: 'found', customer: { customerId: '79459', firstname: 'Jo', created: '2020-11-19' } },
    ],
    ['a list of one', answered(200, [customer]), { kind: 'found' }],
    [
      'a numeric ID after PHP noise',
      answered(200, warning + JSON.stringify({ ...customer, customer_id: 5 })),
      { kind: 'found', customer: { customerId: '5' } },
    ],
    [
      'a customer with another e-mail',
      answered(200, { ...customer, customer_email: 'sam@example.com' }),
      { kind: 'unclear' },
    ],
    ['a customer without an ID', answered(200, { customer_email: 'jo@example.com' }), { kind: 'unclear' }],
    ['two customers', answered(200, [customer, customer]), { kind: 'unclear' }],
    ['a code for not found', answered(400, code('CUSTOMER_NOT_FOUND')), { kind: 'absent' }],
    ['the unrelated code of the page', answered(400, code('USER_NOT_FOUND')), { kind: 'absent' }],
    ['a 404', answered(404, '<html>'), { kind: 'absent' }],
    ['an empty list', answered(200, '[]'), { kind: 'absent' }],
    ['an empty object', answered(200, '{}'), { kind: 'absent' }],
    ['null', answered(200, 'null'), { kind: 'absent' }],
    ['a refused key', answered(200, code('INVALID_API_KEY')), { kind: 'key-refused' }],
    ['a 401', answered(401, ''), { kind: 'key-refused' }],
    ['a 403', answered(403, ''), { kind: 'forbidden' }],
    ['a 429', answered(429, '', '3'), { kind: 'throttled', retryAfter: '3' }],
    ['a 503', answered(503, ''), { kind: 'throttled' }],
    ['an error page', answered(500, '<html>'), { kind: 'unclear' }],
    ['an empty 200', answered(200, ''), { kind: 'unclear' }],
    ['an unheard-of code', answered(400, code('NO_IDEA')), { kind: 'unclear' }],
    ['nothing that left', { kind: 'not-sent', reason: 'dns' }, { kind: 'unclear' }],
  ])('%s', (_what, exchange, meaning) => {
    expect(classifyLookUp(exchange, 'jo@example.com')).toMatchObject(meaning);
  });

  it('for every answer never takes what is unclear for absent', () => {
    fc.assert(
      fc.property(fc.constantFrom(200, 301, 400, 500, 502), fc.string({ minLength: 5 }), (status, text) => {
        const noise = `~${text.replaceAll(/[{}[\]]|null|NOT_FOUND/gi, '')}`;
        expect(classifyLookUp(answered(status, noise), 'jo@example.com').kind).toBe('unclear');
      }),
    );
  });
});

describe('an answer that is cut off', () => {
  const whole = [
    '{"Message":"Customer created successfully!","owner":{"id":"7"},"id":"79459"}',
    '{"id":"79459","warnings":[{"code":"INVALID_PARAMETERS","message":"x"}]}',
    '{"customer_id":"5","customer_email":"jo@example.com","projects":{},"customer_status":"{}"}',
    '{"errors":[{"code":"PROJECT_NOT_FOUND"}],"customer_id":"5","customer_email":"jo@example.com"}',
    '[{"customer_id":"5","customer_email":"jo@example.com"},{"customer_id":"6"}]',
  ];

  it('says nothing, wherever it is cut, with PHP noise before it or without', () => {
    for (const body of whole) {
      for (const before of ['', warning]) {
        for (let length = 0; length < body.length; length += 1) {
          const exchange = answered(200, before + body.slice(0, length));
          expect(classifyCreate(exchange).kind).toBe('unknown');
          expect(classifyLookUp(exchange, 'jo@example.com').kind).toBe('unclear');
        }
      }
    }
  });

  it.each([
    '<b>Fatal error</b>: in foo() {} line 3',
    'Stack trace: {main}',
    '<p>{}</p>',
    'x {} {"id":"5"} y',
  ])('%j is no answer', (body) => {
    expect(classifyCreate(answered(200, body)).kind).toBe('unknown');
    expect(classifyLookUp(answered(200, body), 'jo@example.com').kind).toBe('unclear');
  });

  it("and PHP's own braces do not hide the answer behind them", () => {
    const body = `Stack trace: #0 {main} thrown in /srv/api.php\n${JSON.stringify(success)}`;
    expect(classifyCreate(answered(200, body))).toEqual({ kind: 'created', customerId: '79459' });
  });
});

test('a hostile body of braces costs no time', () => {
  expect(readJson('{'.repeat(1_000_000))).toEqual({ kind: 'unreadable' });
});
