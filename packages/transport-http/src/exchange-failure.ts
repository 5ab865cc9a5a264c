import type { Exchange, NoAnswerCause, NotSentCause } from '@solarproof-import/core';

/** How far an exchange had come when it failed. */
export type ExchangeStage = 'queued' | 'writing' | 'reading';

const notSentCauses: ReadonlyMap<string, NotSentCause> = new Map([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect-time-out'],
  ['ETIMEDOUT', 'connect-time-out'],
]);

const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|^ERR_TLS_|HOSTNAME_MISMATCH/;
const timeOutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
// Before there is a body, its length can only be wrong by contradicting itself; undici asserts that a status is one.
const unreadableHeaderCodes = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ERR_ASSERTION']);

/**
 * What a failure means, by its code and the stage: before writing began it is proof that nothing left this machine,
 * after that nobody knows. Only the code is looked at; a message may hold the URL and with it the key.
 */
export function exchangeFailure(error: unknown, stage: ExchangeStage): Exchange {
  const code = codeOf(error);
  if (stage === 'queued') return { kind: 'not-sent', reason: notSentCause(code) };
  // A broken answer may come without a code (HPE_…); its name is then all there is.
  if (error instanceof Error && error.name === 'HTTPParserError')
    return { kind: 'no-answer', reason: 'answer-unreadable' };
  return { kind: 'no-answer', reason: noAnswerCause(code, stage) };
}

function notSentCause(code: string): NotSentCause {
  return notSentCauses.get(code) ?? (certificateCode.test(code) ? 'certificate' : 'connection-lost');
}

function noAnswerCause(code: string, stage: ExchangeStage): NoAnswerCause {
  if (timeOutCodes.has(code)) return 'time-out';
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'answer-too-large';
  if (stage === 'writing' && unreadableHeaderCodes.has(code)) return 'answer-unreadable';
  return stage === 'reading' ? 'answer-cut-off' : 'connection-lost';
}

function codeOf(error: unknown): string {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
