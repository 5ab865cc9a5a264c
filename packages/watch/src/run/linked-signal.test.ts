import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linkSignal } from './linked-signal.js';

describe('a signal that is linked to a longer-lived one', () => {
  it('aborts with it, for the same reason', () => {
    const long = new AbortController();
    const { signal } = linkSignal(long.signal);
    expect(signal.aborted).toBe(false);
    long.abort('SIGINT');
    expect([signal.aborted, signal.reason]).toEqual([true, 'SIGINT']);
    expect(linkSignal(long.signal).signal.reason).toBe('SIGINT');
  });

  it('leaves nothing on it once it is released, and does not abort any more', () => {
    const long = new AbortController();
    const links = Array.from({ length: 8 }, () => linkSignal(long.signal));
    expect(getEventListeners(long.signal, 'abort')).toHaveLength(8);
    for (const link of links) link.release();
    expect(getEventListeners(long.signal, 'abort')).toEqual([]);
    long.abort('SIGTERM');
    expect(links.some(({ signal }) => signal.aborted)).toBe(false);
  });
});
