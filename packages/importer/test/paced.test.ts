import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customerRows, leftAt, runInMemory } from './in-memory-run.js';

const secondMs = 1_000;

it('for every pace, latency and concurrency no span of a second holds more creates than --rate allows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 })),
      fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1_500 })),
      fc.array(fc.constantFrom('429:create=3', 'reset:before:create=7', '429:create=9:retry-after=2'), {
        maxLength: 2,
      }),
      async ([rate, concurrency], [min, spread], faults) => {
        const random = randomFrom(rate * 1_000 + spread);
        const result = await runInMemory({
          rows: customerRows(30),
          concurrency,
          faults,
          sandbox: { latencyMs: { min, max: min + spread }, random },
          setting: { rate, settleMs: 9_000 },
        });
        const creates = leftAt(result, 'create');
        expect(creates.length).toBeGreaterThanOrEqual(30);
        for (const from of creates)
          expect(creates.filter((at) => at >= from && at < from + secondMs).length).toBeLessThanOrEqual(rate);
        expect(new Set(result.sandbox.customers.map(({ email }) => email)).size).toBe(30);
      },
    ),
    { numRuns: 25 },
  );
});

it('--rate is made use of: a fast server gets so many a second, and no fewer', async () => {
  const result = await runInMemory({
    rows: customerRows(100),
    sandbox: { latencyMs: 1 },
    setting: { rate: 20 },
  });
  expect(result.clock.monotonic()).toBeGreaterThanOrEqual(99 * 50);
  expect(result.clock.monotonic()).toBeLessThanOrEqual(99 * 50 + 10);
});

/** Numbers in [0, 1) that look random and are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
