/**
 * How long a `Retry-After` header asks to wait (RFC 9110, 10.2.3): seconds, or an HTTP date.
 * @param now wall-clock time; a date is only ever a difference to it
 * @returns milliseconds, never negative; `undefined` where the header says nothing that can be used
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined;
  const date = Date.parse(text);
  // A date that lies in the past says more of the two clocks than of the waiting.
  return date > now.getTime() ? date - now.getTime() : undefined;
}
