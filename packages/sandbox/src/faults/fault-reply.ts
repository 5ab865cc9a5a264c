import { isObject } from '../sandbox-customer.js';
import { htmlAnswer, jsonAnswer, type SandboxAnswer, type SandboxReply } from '../sandbox-reply.js';
import type { ReadyFault } from './fault.js';

const tooLargeBytes = 2 * 1024 * 1024;
const phpWarning =
  '<br />\n<b>Warning</b>:  Undefined array key "companyphone" in <b>/home/solar/public_html/apidata.php</b>' +
  ' on line <b>412</b><br />\n';

/**
 * What the client sees of a fault.
 * @param answer what the vendor's code answered before the fault got hold of it
 * @param now for a `Retry-After` that is a date
 */
export function faultReply(fault: ReadyFault, answer: SandboxAnswer, now: Date): SandboxReply {
  const { kind } = fault;
  if (kind === 'reset' || kind === 'hang') return { kind };
  if (kind === 'truncated')
    return { ...whole(answer), truncatedAt: Math.floor(Buffer.byteLength(answer.body) / 2) };
  return whole(faultAnswer(kind, answer, retryAfterHeader(fault, now)));
}

function whole(answer: SandboxAnswer): SandboxAnswer & { readonly kind: 'answer' } {
  return { kind: 'answer', ...answer };
}

type AnsweredKind = Exclude<ReadyFault['kind'], 'reset' | 'hang' | 'truncated'>;
type Headers = Readonly<Record<string, string>>;

function faultAnswer(kind: AnsweredKind, answer: SandboxAnswer, retryAfter: Headers): SandboxAnswer {
  switch (kind) {
    case '500-html':
      return htmlAnswer(500, '500 Internal Server Error');
    case '502-html':
      return htmlAnswer(502, '502 Bad Gateway');
    case '503-html':
      return htmlAnswer(503, '503 Service Unavailable', retryAfter);
    case '429':
      return htmlAnswer(429, '429 Too Many Requests', retryAfter);
    case '403-html':
      return htmlAnswer(403, '403 Forbidden');
    case '401-message':
      return jsonAnswer(401, { message: 'Invalid API key' });
    case '400-unknown-code':
      return jsonAnswer(400, { code: 'QUOTA_EXCEEDED', message: 'Your plan allows no more customers' });
    case '500-unknown-code':
      return jsonAnswer(500, { code: 'DATABASE_ERROR', message: 'Something went wrong' });
    case '500-invalid-parameters':
      return jsonAnswer(500, { code: 'INVALID_PARAMETERS', message: "Field 'phone1' is invalid" });
    case '200-html':
      return htmlAnswer(200, 'Solar Proof is being maintained');
    case '200-empty':
      return { ...answer, status: 200, body: '' };
    case '200-without-id':
      return jsonAnswer(200, { Message: 'Customer created successfully!' });
    case '200-too-large':
      return htmlAnswer(200, 'x'.repeat(tooLargeBytes / 2));
    case 'php-warning':
      return {
        ...answer,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        body: phpWarning + answer.body,
      };
    case 'numeric-id':
      return { ...answer, body: JSON.stringify(withNumericIds(JSON.parse(answer.body))) };
    case 'redirect':
      return htmlAnswer(307, '307 Temporary Redirect', { location: 'https://elsewhere.invalid/apidata.php' });
    case 'other-email':
      return otherEmail(answer);
  }
}

function retryAfterHeader({ retryAfter }: ReadyFault, now: Date): Headers {
  if (!retryAfter) return {};
  const { seconds, as } = retryAfter;
  const date = new Date(now.getTime() + seconds * 1000).toUTCString();
  return { 'retry-after': as === 'date' ? date : String(seconds) };
}

function withNumericIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumericIds);
  if (!isObject(value)) return value;
  const idKeys = ['id', 'CustomerId', 'customer_id'];
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, idKeys.includes(key) ? Number(inner) : inner]),
  );
}

function otherEmail(answer: SandboxAnswer): SandboxAnswer {
  const customer: unknown = JSON.parse(answer.body);
  const found = isObject(customer) && 'customer_id' in customer ? customer : { customer_id: '1' };
  return jsonAnswer(200, { ...found, customer_email: 'somebody.else@example.com' });
}
