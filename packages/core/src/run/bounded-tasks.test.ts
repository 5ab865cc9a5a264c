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

test('a task that steps aside gives its room to the next, as long as there is room aside', async () => {
  const tasks = new BoundedTasks(1, 2);
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  let started = 0;
  const aside = (stepAside: () => void): Promise<void> => {
    started += 1;
    stepAside();
    return ending;
  };
  await tasks.start(aside);
  await tasks.start(aside);
  await tasks.start(aside);
  const fourth = tasks.start(aside);
  for (let turns = 0; turns < 10; turns += 1) await turn();
  // The third may not step aside any more and keeps its room.
  expect(started).toBe(3);
  end();
  await fourth;
  await tasks.idle();
  expect(started).toBe(4);
});
