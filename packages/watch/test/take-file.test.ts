import * as fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findProcessing } from '../src/delivery/own-deliveries.js';
import { takeFile } from '../src/delivery/take-file.js';
import { watcherOf } from '../src/folder/watcher-id.js';
import { failure, listOf, open, watchedFolderAtHand } from './watched-folder-at-hand.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

describe('a file is taken', () => {
  it('by one of several watchers alone, and by each only once', async () => {
    const hand = await watchedFolderAtHand();
    const { context } = await open(hand);
    const names = Array.from({ length: 10 }, (_, number) => `${number}.csv`);
    for (const name of names) await hand.put(name, listOf(1));
    const watchers = ['one', 'two', 'three'].map((secret) => watcherOf(secret, 'desk'));
    const taken = await Promise.all(
      names.flatMap((name) => watchers.map((watcher) => takeFile(name, { ...context, watcher }))),
    );
    const got = taken.filter((one) => one !== undefined);
    expect(got.map(({ name }) => name).toSorted()).toEqual(names);
    for (const { dir, name } of got) expect(await fs.readdir(dir)).toEqual([name]);
    expect(await hand.tree()).toHaveLength(10);
    // Who was too late leaves nothing.
    for (const { id } of watchers) {
      const own = path.join(hand.folder.root, 'processing', id);
      for (const dir of await fs.readdir(own)) expect(await fs.readdir(path.join(own, dir))).toHaveLength(1);
    }
  });

  it('with its marker and the note on it, and nothing else', async () => {
    const hand = await watchedFolderAtHand({ folder: { requireMarker: '{name}.ready' } });
    const { context } = await open(hand);
    for (const name of [
      'a.csv',
      'a.csv.ready',
      'a.csv.waiting.txt',
      'b.csv',
      'b.csv.ready',
      'b.csv.waiting.txt',
    ])
      await hand.put(name, '');
    await takeFile('a.csv', context);
    expect(await hand.tree()).toEqual([
      'inbox/b.csv',
      'inbox/b.csv.ready',
      'inbox/b.csv.waiting.txt',
      'processing/*/a.csv',
    ]);
  });

  it('not while another program holds it; then nothing has changed', async () => {
    const hand = await watchedFolderAtHand();
    const { context, watcher } = await open(hand);
    await hand.put('a.csv', '');
    vi.spyOn(fs, 'rename').mockRejectedValueOnce(failure('EBUSY'));
    await expect(takeFile('a.csv', context)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(await hand.tree()).toEqual(['inbox/a.csv']);
    expect(await fs.readdir(path.join(hand.folder.root, 'processing', watcher.id))).toEqual([]);
  });
});

describe('what lies in processing', () => {
  it('is found by whose it is, its own the oldest first', async () => {
    const hand = await watchedFolderAtHand();
    const { context, watcher } = await open(hand);
    const other = watcherOf('another', 'desk').id;
    await hand.put(`processing/${watcher.id}/20260302-090001-bbbbbb/b.csv`, '');
    await hand.put(`processing/${watcher.id}/20260302-090000-aaaaaa/a.csv`, '');
    await hand.put(`processing/${watcher.id}/20260302-090000-aaaaaa/.a.csv.tmp`, '');
    await hand.put(`processing/${other}/20260302-090000-cccccc/c.csv`, '');
    await hand.put(`processing/${other}/20260302-090000-dddddd/d.csv`, '');
    await hand.put('processing/put here by somebody.csv', '');
    await hand.put('processing/.DS_Store', '');
    const { own, others } = await findProcessing(context);
    expect(own.map(({ id, name }) => [id, name])).toEqual([
      ['20260302-090000-aaaaaa', 'a.csv'],
      ['20260302-090001-bbbbbb', 'b.csv'],
    ]);
    expect(others.map((one) => [one.watcher, one.files])).toEqual([
      [other, 2],
      ['put here by somebody.csv', 1],
    ]);
  });

  it('is found under its own name, whatever lies beside it', async () => {
    const hand = await watchedFolderAtHand();
    const { context, watcher, state, mark } = await open(hand);
    const id = '20260302-090000-aaaaaa';
    for (const name of ['a.csv.error.txt', 'a.result.xlsx', 'z.csv'])
      await hand.put(`processing/${watcher.id}/${id}/${name}`, '');
    await state.store.deliveries.put({
      id,
      folder: mark,
      name: 'z.csv',
      taken: hand.clock.now(),
      state: 'processing',
    });
    expect((await findProcessing(context)).own).toMatchObject([{ id, name: 'z.csv' }]);
  });
});
