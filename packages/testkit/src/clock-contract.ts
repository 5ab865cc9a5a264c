import type { Clock } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';

/** What every clock must keep, as far as it can be seen without waiting. @param make a new clock */
export function clockContract(name: string, make: () => Clock): void {
  describe(`${name} as a clock`, () => {
    it('never goes back', () => {
      const clock = make();
      const moments = Array.from({ length: 100 }, () => clock.monotonic());
      expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
    });

    it('tells the wall-clock time as a date', () => {
      expect(make().now().getTime()).toBeGreaterThan(Date.parse('2020-01-01'));
    });

    it('does not sleep for nothing', async () => {
      await expect(make().sleep(0)).resolves.toBeUndefined();
      await expect(make().sleep(-5)).resolves.toBeUndefined();
    });

    it('does not sleep under a signal that has aborted, and wakes when one aborts', async () => {
      const hour = 3_600_000;
      await expect(make().sleep(hour, AbortSignal.abort())).resolves.toBeUndefined();
      const waking = new AbortController();
      const slept = make().sleep(hour, waking.signal);
      waking.abort();
      await expect(slept).resolves.toBeUndefined();
    });
  });
}
