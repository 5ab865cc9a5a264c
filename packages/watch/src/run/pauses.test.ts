import { FakeClock } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { Pauses } from './pauses.js';

describe('what does not go well waits', () => {
  const setUp = (): { clock: FakeClock; pauses: Pauses } => {
    const clock = new FakeClock();
    return { clock, pauses: new Pauses(clock, { firstMs: 30_000, mostMs: 900_000 }) };
  };

  it('twice as long each time, up to a limit', () => {
    const { clock, pauses } = setUp();
    const lengths = Array.from({ length: 8 }, () => {
      pauses.pause('a');
      const before = clock.monotonic();
      while (pauses.isPaused('a')) clock.advance(1_000);
      return (clock.monotonic() - before) / 1_000;
    });
    expect(lengths).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    expect(pauses.times('a')).toBe(8);
  });

  it('shortly again once it went well, and by itself', () => {
    const { clock, pauses } = setUp();
    pauses.pause('a');
    pauses.pause('a');
    expect([pauses.isPaused('a'), pauses.isPaused('b'), pauses.times('b')]).toEqual([true, false, 0]);
    pauses.clear('a');
    expect([pauses.isPaused('a'), pauses.times('a')]).toEqual([false, 0]);
    pauses.pause('a');
    clock.advance(29_999);
    expect(pauses.isPaused('a')).toBe(true);
    clock.advance(1);
    expect(pauses.isPaused('a')).toBe(false);
  });
});
