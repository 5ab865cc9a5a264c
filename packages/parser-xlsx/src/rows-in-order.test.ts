import type { RawRow } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.js';
import { rowsInOrder } from './rows-in-order.js';

/** Reads rows of these numbers, in their order, and counts how often it is asked to. */
function sheetOf(numbers: readonly number[]) {
  const passes = { count: 0 };
  async function* rows(): AsyncGenerator<RawRow, void> {
    passes.count += 1;
    for (const row of numbers) yield { row, cells: [String(row)] };
  }
  return { passes, sorted: rowsInOrder(Uint32Array.from(numbers).sort(), rows) };
}

async function numbersOf(rows: AsyncIterable<RawRow>): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const { row } of rows) numbers.push(row);
  return numbers;
}

describe('rowsInOrder', () => {
  it('gives every row once, in order', async () => {
    const { passes, sorted } = sheetOf([9, 2, 1_048_576, 1, 30]);
    expect(await numbersOf(sorted)).toEqual([1, 2, 9, 30, 1_048_576]);
    expect(passes.count).toBe(1);
  });

  it('goes through the sheet as often as it takes to hold few rows at once', async () => {
    const last = limits.rowsToSort * 2 + 1;
    const { passes, sorted } = sheetOf(Array.from({ length: last }, (_, index) => last - index));
    const numbers = await numbersOf(sorted);
    expect(numbers.every((row, index) => row === index + 1)).toBe(true);
    expect([numbers.length, passes.count]).toEqual([last, 3]);
  });
});
