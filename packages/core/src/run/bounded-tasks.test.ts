import { expect, test } from 'vitest';
import { BoundedTasks } from './bounded-tasks.js';

const turn = (): Promise<void> => new Promise((resolve) => void Promise.resolve().then(resolve));

test('no more tasks are under way than allowed, and all of them run', async () => {
  const tasks = new BoundedTasks(3);
  let underWay = 0;
  let most = 0;
  let ended = 0;
  for (let started = 0; started < 50; started += 1) {
    await tasks.start(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turns = 0; turns < started % 5; turns += 1) await turn();
      underWay -= 1;
      ended += 1;
    });
  }
  await tasks.idle();
  expect([most, ended, underWay]).toEqual([3, 50, 0]);
});

test('what a task throws comes out once the others have ended, and nothing new is started', async () => {
  const tasks = new BoundedTasks(2);
  let other = false;
  await tasks.start(async () => {
    for (let turns = 0; turns < 5; turns += 1) await turn();
    other = true;
  });
  await tasks.start(async () => {
    await turn();
    throw new Error('disk full');
  });
  await expect(tasks.start(() => Promise.resolve())).rejects.toThrow('disk full');
  await expect(tasks.idle()).rejects.toThrow('disk full');
  expect(other).toBe(true);
});
