import { expect, it } from 'vitest';
import { Slots } from './slots.js';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

it('no more are used at once than there are, all of those, and whoever came first goes first', async () => {
  const slots = new Slots(3);
  const begun: number[] = [];
  let used = 0;
  let most = 0;
  const all = Array.from({ length: 20 }, (_, number) =>
    slots.use(async () => {
      begun.push(number);
      used += 1;
      most = Math.max(most, used);
      await turns(number % 4);
      used -= 1;
    }),
  );
  await Promise.all(all);
  expect([most, used]).toEqual([3, 0]);
  expect(begun).toEqual(begun.toSorted((a, b) => a - b));
});

it('a slot is free again whatever comes of its use', async () => {
  const slots = new Slots(1);
  await expect(slots.use(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await slots.use(() => Promise.resolve('free'))).toBe('free');
});
