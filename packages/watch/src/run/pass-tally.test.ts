import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivered, Waiting } from '../delivery/delivery-context.js';
import { PassTally } from './pass-tally.js';

const waits = (trouble: Waiting['trouble']): Delivered => ({
  kind: 'waits',
  for: 'account',
  trouble,
  code: 'X',
  message: '',
});
const well: Delivered = { kind: 'ended', attention: false, reached: 'service' };
const attention: Delivered = { kind: 'ended', attention: true, reached: 'account' };

/** From the lightest to the gravest. */
const gravity = [0, 4, 75, 5, 6];

const delivered: fc.Arbitrary<readonly [Delivered, number]> = fc.constantFrom(
  [well, 0] as const,
  [{ kind: 'put-back' } as const, 0] as const,
  [attention, 4] as const,
  [waits('locked'), 75] as const,
  [waits('service'), 5] as const,
  [waits('machine'), 5] as const,
  [waits('folder'), 5] as const,
  [waits('program'), 5] as const,
  [waits('key'), 6] as const,
);

describe('what passes came to', () => {
  it('is 0 where nothing was there', () => {
    expect(new PassTally()).toMatchObject({ exitCode: 0, files: 0 });
  });

  it('is the gravest of what its files came to, in whatever order, and how many came to their end', () => {
    fc.assert(
      fc.property(fc.array(delivered), (all) => {
        const tally = new PassTally();
        for (const [one] of all) tally.add(one);
        const worst = Math.max(0, ...all.map(([, code]) => gravity.indexOf(code)));
        expect(tally.exitCode).toBe(gravity[worst]);
        expect(tally.hopeful).toBe(all.filter(([{ kind }]) => kind === 'put-back').length);
        expect(tally.files).toBe(all.filter(([{ kind }]) => kind === 'ended').length);
      }),
    );
  });
});
