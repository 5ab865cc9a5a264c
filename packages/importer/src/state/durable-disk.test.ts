import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { expect, it } from 'vitest';
import { writeOnce } from './durable-disk.js';

it('of many that write a file once, one wins, and nothing else is left', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'file');
  const texts = Array.from({ length: 30 }, (_, index) => `text ${index}`);
  const won = await Promise.all(texts.map((text) => writeOnce(file, text)));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await readFile(file, 'utf8')).toBe(texts[won.indexOf(true)]);
  expect(await readdir(folder)).toEqual(['file']);
});

it('a file that is written once is never written again', async () => {
  const file = path.join(await temporaryFolder(), 'file');
  expect(await writeOnce(file, 'first')).toBe(true);
  expect(await writeOnce(file, 'second')).toBe(false);
  expect(await readFile(file, 'utf8')).toBe('first');
});
