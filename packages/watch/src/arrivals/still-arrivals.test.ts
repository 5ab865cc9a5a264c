import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arrival } from './scan-inbox.js';
import { leastPolls, StillArrivals } from './still-arrivals.js';

const seen = (name: string, look = 'one'): Arrival => ({ name, look, size: 1, changed: 0 });
const namesOf = (arrivals: readonly Arrival[]): readonly string[] => arrivals.map(({ name }) => name);

describe('a file is still', () => {
  it('at the third poll, where it has looked the same for long enough', () => {
    const still = new StillArrivals(2_000);
    const at = (now: number) => namesOf(still.observe([seen('a')], now));
    expect([at(0), at(1_000), at(2_000)]).toEqual([[], [], ['a']]);
  });

  it('not before the time is over, however often it is looked at', () => {
    const still = new StillArrivals(15_000);
    const polls = Array.from({ length: 16 }, (_, second) =>
      namesOf(still.observe([seen('a')], second * 1_000)),
    );
    expect(polls.findIndex((names) => names.length > 0)).toBe(15);
  });

  it('not before the third poll, however long it has been there', () => {
    const still = new StillArrivals(0);
    expect([0, 3_600_000, 7_200_000].map((now) => still.observe([seen('a')], now).length)).toEqual([0, 0, 1]);
  });

  it('only anew once it has looked different, or was away', () => {
    const still = new StillArrivals(0);
    for (const now of [0, 1, 2]) still.observe([seen('a'), seen('b')], now);
    expect(still.observe([seen('a', 'two')], 3)).toEqual([]);
    expect(still.observe([seen('a', 'two'), seen('b')], 4)).toEqual([]);
    expect(namesOf(still.observe([seen('a', 'two'), seen('b')], 5))).toEqual(['a']);
  });
});

/** One poll: how long after the last one, and how each file looks; 0: it is not there. */
const polls = fc.array(
  fc.record({
    after: fc.nat({ max: 3_000 }),
    looks: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.nat({ max: 2 })),
  }),
  { maxLength: 30 },
);

it('whatever was seen: those that have looked the same at three polls in a row and for so long', () => {
  fc.assert(
    fc.property(polls, fc.constantFrom(0, 1_500, 4_000), (seenPolls, stillMs) => {
      const still = new StillArrivals(stillMs);
      const history: { readonly now: number; readonly looks: readonly number[] }[] = [];
      let now = 0;
      for (const { after, looks } of seenPolls) {
        now += after;
        history.push({ now, looks });
        const arrivals = looks.flatMap((look, at) => (look === 0 ? [] : [seen(`${at}`, `${look}`)]));
        const expected = arrivals.filter(({ name, look }) => {
          const last = history.findLastIndex((poll) => String(poll.looks[Number(name)]) !== look);
          const same = history.slice(last + 1);
          return same.length >= leastPolls && now - (same[0]?.now ?? now) >= stillMs;
        });
        expect(still.observe(arrivals, now)).toEqual(expected);
      }
    }),
    { numRuns: 500 },
  );
});
