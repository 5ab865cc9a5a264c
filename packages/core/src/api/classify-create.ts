import type { Exchange } from '../ports.js';
import type { UnknownReason } from '../model/outcome.js';
import type { CreateAnswer } from './create-answer.js';
import { readJson } from './read-json.js';
import { readCode, readCustomerId, readMessage, replyObject, type ReplyObject } from './wire.js';

type Answered = Extract<Exchange, { kind: 'answered' }>;

/**
 * Says what an exchange means for the customer that was to be created: total and pure.
 * By status first: 401, 403, 429. Then the documented codes, whatever the status. Other codes count only with a 4xx.
 * A complete 200 with a readable ID is a success; anything else is unknown, never success and never failure
 * (docs/solarproof-api.md, Create and What is assumed).
 */
export function classifyCreate(exchange: Exchange): CreateAnswer {
  switch (exchange.kind) {
    case 'not-sent':
      return { kind: 'not-sent', cause: exchange.reason };
    case 'no-answer':
      return { kind: 'unknown', reason: exchange.reason === 'aborted' ? 'cut-off-by-user' : exchange.reason };
    case 'answered':
      return classifyAnswer(exchange);
  }
}

function classifyAnswer(answer: Answered): CreateAnswer {
  const { status } = answer;
  const content = readJson(answer.body);
  const reply = content.kind === 'json' ? replyObject(content.value) : undefined;
  const code = reply && readCode(reply);
  if (status === 429) return { kind: 'throttled', ...retryAfterOf(answer) };
  if (status === 401) return { kind: 'key-refused', code: code ?? 'HTTP_401' };
  if (status === 403 && code === undefined) return { kind: 'forbidden' };
  if (status === 403 && code !== 'INVALID_API_KEY') return { kind: 'unknown', reason: 'forbidden', status };
  const customerId = status === 200 && reply ? readCustomerId(reply, 'id') : undefined;
  // An ID and an error in one: nobody knows which of them is true.
  if (customerId !== undefined && code !== undefined)
    return { kind: 'unknown', reason: 'unknown-code', status };
  if (reply && code !== undefined) return byCode(reply, code, answer);
  if (customerId !== undefined) return { kind: 'created', customerId };
  return {
    kind: 'unknown',
    reason: whyUnknown(status, reply),
    status,
    ...(status === 503 ? retryAfterOf(answer) : {}),
  };
}

function byCode(reply: ReplyObject, code: string, answer: Answered): CreateAnswer {
  const message = readMessage(reply);
  switch (code) {
    case 'INVALID_API_KEY':
      return { kind: 'key-refused', code };
    case 'INVALID_PARAMETERS':
      return { kind: 'rejected', code, message };
    case 'USER_NOT_FOUND':
      return { kind: 'owner-unknown', message };
    case 'DUPLICATE_EMAIL':
      return { kind: 'duplicate-email', message };
    default:
      return otherCode(answer, code, message);
  }
}

function otherCode(answer: Answered, code: string, message: string): CreateAnswer {
  const { status } = answer;
  if (status >= 400 && status < 500) return { kind: 'rejected', code, message };
  const reason = whyUnknown(status, undefined);
  return {
    kind: 'unknown',
    reason: reason === 'answer-unreadable' ? 'unknown-code' : reason,
    status,
    ...(status === 503 ? retryAfterOf(answer) : {}),
  };
}

function whyUnknown(status: number, reply: ReplyObject | undefined): UnknownReason {
  if (status >= 500) return 'server-error';
  if (status >= 300 && status < 400) return 'redirect';
  if (status > 200 && status < 300) return 'unknown-code';
  return reply ? 'answer-without-id' : 'answer-unreadable';
}

function retryAfterOf({ retryAfter }: Answered): { retryAfter?: string } {
  return retryAfter === undefined ? {} : { retryAfter };
}
