import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Delivery } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { approve } from '../src/approve.js';
import { watchFolders } from '../src/run/watch-folders.js';
import { illnesses, watchStatus } from '../src/status.js';
import {
  listOf,
  open,
  watchedFolderAtHand,
  type FolderAtHand,
  type OpenedFolder,
} from './watched-folder-at-hand.js';

async function watchedOnce(given: Parameters<typeof watchedFolderAtHand>[0] = {}): Promise<FolderAtHand> {
  const hand = await watchedFolderAtHand(given);
  await hand.put('a.csv', listOf(2));
  const { folder, stateDir, clock } = hand;
  const stop = new AbortController().signal;
  await clock.drive(watchFolders({ folders: [folder], stateDir, clock, once: true, stop }));
  return hand;
}

describe('how watches do', () => {
  it('is asked of their state directory: heartbeats, open runs, what waits for a person', async () => {
    const hand = await watchedOnce({ folder: { reviewOver: 1 } });
    const { state } = await open(hand);
    const status = await watchStatus(state);
    expect(status).toMatchObject({
      folders: [{ folder: hand.folder.root, doing: 'ended', inbox: 0, processing: 0 }],
      openRuns: [],
      review: [{ place: 'review/a.csv' }],
      notices: 0,
    });
    expect(status).not.toHaveProperty('journal');
    expect(illnesses(status, { now: hand.clock.now(), withinMs: 60_000 })).toEqual([]);
  });

  it('counts a run whose rows are not done', async () => {
    const hand = await watchedOnce({
      faults: ['401-message:create=2'],
      folder: { pace: { concurrency: 1 } },
    });
    const { state } = await open(hand);
    const status = await watchStatus(state);
    expect(status.openRuns).toHaveLength(1);
    expect(illnesses(status, { now: hand.clock.now(), withinMs: 60_000 })).toMatchObject([
      { folder: hand.folder.root, code: 'STOPPED_KEY_REFUSED' },
    ]);
  });

  it('leaves out what no watch of ours wrote, and says where the journal cannot be written', async () => {
    const hand = await watchedOnce();
    const { state } = await open(hand);
    const dir = path.join(hand.stateDir, 'watch');
    await writeFile(path.join(dir, '0123456789abcdef.json'), '{"version":1');
    await writeFile(path.join(dir, 'notes.json'), '{}');
    const broken = {
      ...state,
      store: {
        ...state.store,
        deliveries: state.store.deliveries,
        outbox: state.store.outbox,
        runs: () => Promise.resolve([]),
        proveWritable: () => Promise.reject(new Error('the disk is full.')),
      },
    };
    const status = await watchStatus(broken);
    expect(status.folders.map(({ folder }) => folder)).toEqual([hand.folder.root]);
    expect(status.journal).toBe('the disk is full.');
  });
});

describe('a list that is to be approved', () => {
  const at = new Date('2026-03-02T09:00:00Z');

  async function waiting(...deliveries: readonly Partial<Delivery>[]): Promise<OpenedFolder & FolderAtHand> {
    const hand = await watchedFolderAtHand();
    const opened = await open(hand);
    for (const [number, delivery] of deliveries.entries())
      await opened.state.store.deliveries.put({
        id: `20260302-09000${number}-aaaaaa`,
        folder: opened.mark,
        name: 'a.csv',
        taken: at,
        state: 'review',
        place: 'review/a.csv',
        ...delivery,
      });
    return { ...hand, ...opened };
  }

  it('is remembered with when', async () => {
    const { state } = await waiting({});
    expect(await approve(' 20260302-090000-aaaaaa ', state.store.deliveries, at)).toMatchObject({
      approved: at,
    });
    expect(await state.store.deliveries.find('20260302-090000-aaaaaa')).toMatchObject({ approved: at });
  });

  it('must be one that waits: those that do are named', async () => {
    const { state } = await waiting({}, { place: 'review/b.csv' }, { state: 'done', place: 'done/c.csv' });
    await expect(approve('c.csv', state.store.deliveries, at)).rejects.toMatchObject({
      code: 'NOT_IN_REVIEW',
      hints: [
        'There wait: review/a.csv (20260302-090000-aaaaaa), review/b.csv (20260302-090001-aaaaaa).',
        expect.any(String),
        expect.any(String),
      ],
    });
    const none = await waiting();
    await expect(approve('a.csv', none.state.store.deliveries, at)).rejects.toMatchObject({
      hints: ['None waits at all.', expect.any(String), expect.any(String)],
    });
  });

  it('must be meant clearly: of two with one name the path or the ID tells', async () => {
    const here = await waiting({}, { folder: 'another mark' });
    const { deliveries } = here.state.store;
    await expect(approve('a.csv', deliveries, at)).rejects.toMatchObject({ code: 'SEVERAL_IN_REVIEW' });
    await here.put('review/a.csv', '');
    const file = path.join(here.folder.root, 'review', 'a.csv');
    expect(await approve(file, deliveries, at)).toMatchObject({ id: '20260302-090000-aaaaaa' });
    expect(await approve('20260302-090001-aaaaaa', deliveries, at)).toMatchObject({ folder: 'another mark' });
  });
});
