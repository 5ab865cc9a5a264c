import { randomUUID } from 'node:crypto';
import type { Clock, State } from '@solarproof-import/importer';
import type { NoticeFacts } from '../delivery/delivery-context.js';
import type { Channel } from '../notify/channel.js';
import { openNotifier } from '../notify/notifier.js';
import type { WatchedFolder } from '../watched-folder.js';

/** What notices of one folder are made of. */
export interface NotifyOptions {
  readonly folder: WatchedFolder;
  readonly state: State;
  readonly watcher: { readonly id: string };
  readonly clock: Clock;
  /** Those of the folder. */
  readonly channels: readonly Channel[];
}

/** Takes down notices of one folder for whoever is told of it; nothing where nobody is. */
export function notifySomebody(options: NotifyOptions): (facts: NoticeFacts) => Promise<void> {
  const { folder, state, watcher, clock, channels } = options;
  if (folder.notify === undefined) return () => Promise.resolve();
  const { account, root, notify: config } = folder;
  const newId = (): string => `msg_${randomUUID().replaceAll('-', '')}`;
  const notifier = openNotifier({ config, channels, store: state.store.outbox, clock, newId });
  return (facts) =>
    notifier.tell({
      ...facts,
      at: clock.now(),
      folder: root,
      account: `${account.name} at ${account.host}`,
      watcher: watcher.id,
    });
}
