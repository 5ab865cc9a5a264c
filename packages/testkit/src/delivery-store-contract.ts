import type { Delivery, JournalStore, OutboxMessage } from '@solarproof-import/core';
import { expect, it } from 'vitest';

/** A store in an empty folder; `reopen` closes it and opens it again. */
type StoreIn = () => Promise<{ readonly store: JournalStore; reopen(): Promise<JournalStore> }>;

const bare: Delivery = {
  id: '20261123-100000-aaaaaa',
  folder: 'mark-1',
  name: 'customers.csv',
  taken: new Date('2026-11-23T10:00:00.123Z'),
  state: 'processing',
};

const full: Delivery = {
  ...bare,
  id: '20261123-100001-bbbbbb',
  state: 'done',
  sha256: 'ab'.repeat(32),
  runId: 'r1',
  place: 'done/customers.csv',
  results: 'done/customers.result.xlsx',
  approved: new Date('2026-11-24T10:00:00Z'),
  open: true,
};

/** What every store must keep of watched folders: deliveries, marks, and what is to be told. */
export function deliveryStoreContract(storeIn: StoreIn): void {
  it('gives deliveries back as they were put, the last time, also when opened again', async () => {
    const { store, reopen } = await storeIn();
    await store.deliveries.put(bare);
    await store.deliveries.put(full);
    await store.deliveries.put({ ...bare, sha256: 'cd'.repeat(32) });
    const { deliveries } = await reopen();
    expect(await deliveries.find(bare.id)).toEqual({ ...bare, sha256: 'cd'.repeat(32) });
    expect(await deliveries.find(full.id)).toEqual(full);
    const { open: _open, ...closed } = full;
    await deliveries.put(closed);
    expect(await deliveries.find(full.id)).toEqual(closed);
    await deliveries.remove(full.id);
    expect(await deliveries.find(full.id)).toBeUndefined();
  });

  it('lists deliveries by state, folder and open rows, the oldest first', async () => {
    const { deliveries } = (await storeIn()).store;
    const { open: _open, ...closed } = full;
    const older = { ...closed, id: '20261123-100000-cccccc' };
    const elsewhere = { ...full, id: '20261123-100002-dddddd', folder: 'mark-2' };
    for (const one of [full, bare, older, elsewhere]) await deliveries.put(one);
    expect(await deliveries.list({ state: 'done' })).toEqual([older, full, elsewhere]);
    expect(await deliveries.list({ state: 'done', folder: 'mark-1' })).toEqual([older, full]);
    expect(await deliveries.list({ state: 'done', folder: 'mark-1', open: true })).toEqual([full]);
    expect(await deliveries.list({ state: 'review' })).toEqual([]);
  });

  it('lets one go on that waits in review, and no other', async () => {
    const { deliveries } = (await storeIn()).store;
    const at = new Date('2026-11-25T10:00:00Z');
    await deliveries.put({ ...bare, state: 'review', place: 'review/customers.csv' });
    expect(await deliveries.approve(bare.id, at)).toBe(true);
    expect(await deliveries.find(bare.id)).toEqual({ ...bare, place: 'review/customers.csv', approved: at });
    expect(await deliveries.approve(bare.id, at)).toBe(false);
    expect(await deliveries.approve('nobody', at)).toBe(false);
  });

  it('remembers by which mark a folder is known', async () => {
    const { store, reopen } = await storeIn();
    expect(await store.deliveries.markOf('/srv/a')).toBeUndefined();
    await store.deliveries.rememberMark('/srv/a', 'one');
    await store.deliveries.rememberMark('/srv/a', 'two');
    const { deliveries } = await reopen();
    expect([await deliveries.markOf('/srv/a'), await deliveries.markOf('/srv/b')]).toEqual([
      'two',
      undefined,
    ]);
    await deliveries.rememberMark('/srv/b', 'two');
    expect(await deliveries.pathsOf('two')).toEqual(['/srv/a', '/srv/b']);
    expect(await deliveries.pathsOf('one')).toEqual([]);
  });

  it('keeps what is to be told until it is removed, the oldest first', async () => {
    const { store, reopen } = await storeIn();
    const [first, second] = ['m2', 'm1'].map((id, index) => message(id, index)) as [
      OutboxMessage,
      OutboxMessage,
    ];
    await store.outbox.add(second);
    await store.outbox.add(first);
    await store.outbox.add({ ...first, body: 'the same ID again' });
    await store.outbox.tried('m1');
    const { outbox } = await reopen();
    expect(await outbox.waiting()).toEqual([first, { ...second, tries: 1 }]);
    await outbox.remove('m2');
    expect(await outbox.waiting()).toEqual([{ ...second, tries: 1 }]);
  });

  it('can be asked whether it can be written', async () => {
    const { store } = await storeIn();
    await store.proveWritable();
    await store.proveWritable();
    await store.close();
    await expect(store.proveWritable()).rejects.toThrow();
  });
}

function message(id: string, second: number): OutboxMessage {
  return { id, channel: 'webhook', body: `{"of":"${id}"}`, created: new Date(second * 1000), tries: 0 };
}
