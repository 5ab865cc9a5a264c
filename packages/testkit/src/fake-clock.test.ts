import { expect, test } from 'vitest';
import { clockContract } from './clock-contract.js';
import { FakeClock } from './fake-clock.js';

clockContract('the fake clock', () => new FakeClock());

test('sleepers wake in the order of their times, and time jumps only when nothing else is to do', async () => {
  const clock = new FakeClock();
  const woken: string[] = [];
  const sleep = async (name: string, milliseconds: number): Promise<void> => {
    await clock.sleep(milliseconds);
    woken.push(`${name} at ${clock.monotonic()}`);
  };
  await clock.drive(Promise.all([sleep('b', 20), sleep('c', 3_000), sleep('a', 10)]));
  expect(woken).toEqual(['a at 10', 'b at 20', 'c at 3000']);
});
