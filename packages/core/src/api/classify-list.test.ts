import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { Exchange } from '../ports.js';
import { classifyList } from './classify-list.js';

const answered = (status: number, body: unknown, retryAfter?: string): Exchange => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const customer = {
  customer_id: '79459',
  customer_email: 'jo@example.com',
  creation_date: '2020-11-19 10:00:00',
};
const warning = '<br />\n<b>Warning</b>: something in <b>/srv/api.php</b> on line <b>12</b><br />\n';

test.each<[string, Exchange, object]>([
  [
    'a page of customers',
    answered(200, [customer, { ...customer, customer_id: 79460 }]),
    { kind: 'page', rows: 2, customers: [{ customerId: '79459' }, { customerId: '79460' }] },
  ],
  ['an empty array, the end', answered(200, []), { kind: 'page', rows: 0, customers: [] }],
  [
    'customers that cannot be read, who are no end of the list',
    answered(200, [{ customer_id: 'x' }, null, 5]),
    { kind: 'page', rows: 3, customers: [] },
  ],
  ['a 429', answered(429, '', '7'), { kind: 'throttled', status: 429, retryAfter: '7' }],
  ['a 503', answered(503, '<html>'), { kind: 'throttled', status: 503 }],
  ['one customer that is no list', answered(200, customer), { kind: 'unclear' }],
  ['an empty object', answered(200, {}), { kind: 'unclear' }],
  ['null', answered(200, 'null'), { kind: 'unclear' }],
  ['an error', answered(400, { code: 'INVALID_PARAMETERS' }), { kind: 'unclear' }],
  ['a list with an error status', answered(500, [customer]), { kind: 'unclear' }],
  ['an empty answer', answered(200, ''), { kind: 'unclear' }],
  ['a page behind PHP noise', answered(200, warning + JSON.stringify([customer])), { kind: 'unclear' }],
  ['half a list', answered(200, '[{"customer_id":'), { kind: 'unclear' }],
  ['a 403', answered(403, ''), { kind: 'unclear' }],
  ['nothing that left', { kind: 'not-sent', reason: 'dns' }, { kind: 'unclear' }],
  ['no answer', { kind: 'no-answer', reason: 'time-out' }, { kind: 'unclear' }],
])('%s', (_what, exchange, meaning) => {
  expect(classifyList(exchange)).toMatchObject(meaning);
});

it('takes nothing for the end of the list but a 200 with an empty array', () => {
  const body = fc.oneof(fc.constantFrom('[]', '{}', '', 'null', '[', '[]x', '[[]]'), fc.string(), fc.json());
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), body, (status, text) => {
      const answer = classifyList(answered(status, text));
      if (answer.kind !== 'page' || answer.rows > 0) return;
      expect(status).toBe(200);
      expect(text).toContain('[]');
    }),
    { numRuns: 500 },
  );
});
