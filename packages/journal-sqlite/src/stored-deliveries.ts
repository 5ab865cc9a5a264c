import {
  BugError,
  deliveryStates,
  type DeliveriesWanted,
  type Delivery,
  type DeliveryState,
} from '@solarproof-import/core';
import type { Database, SqlRow } from './open-database.js';
import { numberIn, numberOf, textIn, textOf } from './sql-cells.js';

/** The deliveries of a store, and the marks of watched folders. What changes something is called within a change. */
export interface StoredDeliveries {
  put(delivery: Delivery): void;
  remove(id: string): void;
  find(id: string): Delivery | undefined;
  list(wanted: DeliveriesWanted): readonly Delivery[];
  approve(id: string, at: Date): boolean;
  markOf(path: string): string | undefined;
  pathsOf(mark: string): readonly string[];
  rememberMark(path: string, mark: string): void;
}

/** The deliveries of a store, and the marks of watched folders. */
export function storedDeliveries(database: Database): StoredDeliveries {
  return {
    put: (delivery) => database.prepare(putting).run(...cellsOf(delivery)),
    remove: (id) => database.prepare('DELETE FROM delivery WHERE id = ?').run(id),
    find: (id) => {
      const cells = database.prepare('SELECT * FROM delivery WHERE id = ?').get(id);
      return cells && deliveryIn(cells);
    },
    list: ({ state, folder, open, runId }) =>
      database
        .prepare(listing)
        .all(state, folder ?? null, open ? 1 : 0, runId ?? null, runId ?? null)
        .map(deliveryIn),
    approve: (id, at) => {
      const waits = database.prepare("SELECT 1 FROM delivery WHERE id = ? AND state = 'review'").get(id);
      if (waits === undefined) return false;
      database
        .prepare("UPDATE delivery SET state = 'processing', approved = ? WHERE id = ?")
        .run(at.getTime(), id);
      return true;
    },
    markOf: (path) => {
      const cells = database.prepare('SELECT mark FROM watched_folder WHERE path = ?').get(path);
      return cells && textIn(cells, 'mark');
    },
    pathsOf: (mark) =>
      database
        .prepare('SELECT path FROM watched_folder WHERE mark = ? ORDER BY path')
        .all(mark)
        .map((cells) => textIn(cells, 'path')),
    rememberMark: (path, mark) =>
      database
        .prepare(
          'INSERT INTO watched_folder (path, mark) VALUES (?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark',
        )
        .run(path, mark),
  };
}

const listing = `SELECT * FROM delivery
  WHERE state = ? AND folder = coalesce(?, folder) AND open >= ? AND (? IS NULL OR run = ?) ORDER BY id`;

const putting = `INSERT OR REPLACE INTO delivery
  (id, folder, name, taken, state, sha256, run, place, results, approved, open)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function cellsOf(delivery: Delivery): readonly (string | number | null)[] {
  const { id, folder, name, taken, state, sha256, runId, place, results, approved, open } = delivery;
  const texts = [sha256, runId, place, results].map((text) => text ?? null);
  return [id, folder, name, taken.getTime(), state, ...texts, approved?.getTime() ?? null, open ? 1 : 0];
}

function deliveryIn(cells: SqlRow): Delivery {
  const [sha256, runId, place, results] = ['sha256', 'run', 'place', 'results'].map((column) =>
    textOf(cells, column),
  );
  const approved = numberOf(cells, 'approved');
  return {
    id: textIn(cells, 'id'),
    folder: textIn(cells, 'folder'),
    name: textIn(cells, 'name'),
    taken: new Date(numberIn(cells, 'taken')),
    state: stateIn(cells),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(runId === undefined ? {} : { runId }),
    ...(place === undefined ? {} : { place }),
    ...(results === undefined ? {} : { results }),
    ...(approved === undefined ? {} : { approved: new Date(approved) }),
    ...(numberIn(cells, 'open') === 1 ? { open: true } : {}),
  };
}

function stateIn(cells: SqlRow): DeliveryState {
  const text = textIn(cells, 'state');
  const state = deliveryStates.find((known) => known === text);
  if (state === undefined) throw new BugError('DELIVERY_STATE_UNKNOWN', `no delivery is "${text}"`);
  return state;
}
