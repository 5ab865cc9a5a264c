import type { Clock, OutboxStore } from '@solarproof-import/importer';
import type { NotifyConfig } from '../config/config-schema.js';
import type { Channel } from './channel.js';
import { noticeKinds, type Notice } from './notice.js';
import { noticeBody } from './notice-body.js';

/** Takes down what is to be told. */
export interface Notifier {
  /**
   * Puts a notice into the outbox, once for each channel, and resolves when that is durable. What is put there is put there before
   * this returns its promise, so that it becomes durable together with what the caller changed just before.
   */
  tell(notice: Notice): Promise<void>;
}

/** What a notifier is made of. */
export interface NotifierOptions {
  readonly config: Pick<NotifyConfig, 'onlyErrors'>;
  readonly channels: readonly Pick<Channel, 'name'>[];
  readonly store: Pick<OutboxStore, 'add'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A new ID for a message, never one that was given before. */
  readonly newId: () => string;
}

/** Makes a notifier for one folder; what it takes down is sent by the `OutboxSender`. */
export function openNotifier({ config, channels, store, clock, newId }: NotifierOptions): Notifier {
  return {
    tell: async (notice) => {
      if (config.onlyErrors === true && !noticeKinds[notice.kind]) return;
      const body = noticeBody(notice);
      const created = clock.now();
      // No await before the last add: it would break the caller's transaction in two.
      await Promise.all(channels.map(({ name }) => store.add({ id: newId(), channel: name, body, created })));
    },
  };
}
