import type { OutboxMessage } from '@solarproof-import/core';
import type { Database } from './open-database.js';
import { numberIn, textIn } from './sql-cells.js';

/** The messages of a store that are still to be told. What changes something is called within a change. */
export interface StoredOutbox {
  add(message: Omit<OutboxMessage, 'tries'>): void;
  waiting(): readonly OutboxMessage[];
  tried(id: string): void;
  remove(id: string): void;
}

/** The messages of a store that are still to be told. */
export function storedOutbox(database: Database): StoredOutbox {
  return {
    add: ({ id, channel, body, created }) =>
      database
        .prepare('INSERT INTO outbox (id, channel, body, created) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(id, channel, body, created.getTime()),
    waiting: () =>
      database
        .prepare('SELECT * FROM outbox ORDER BY created, id')
        .all()
        .map((cells) => ({
          id: textIn(cells, 'id'),
          channel: textIn(cells, 'channel'),
          body: textIn(cells, 'body'),
          created: new Date(numberIn(cells, 'created')),
          tries: numberIn(cells, 'tries'),
        })),
    tried: (id) => database.prepare('UPDATE outbox SET tries = tries + 1 WHERE id = ?').run(id),
    remove: (id) => database.prepare('DELETE FROM outbox WHERE id = ?').run(id),
  };
}
