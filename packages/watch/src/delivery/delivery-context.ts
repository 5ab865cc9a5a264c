import type { Clock, State } from '@solarproof-import/importer';
import type { Watcher } from '../folder/watcher-id.js';
import type { Notice } from '../notify/notice.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';

/** What is told somebody, without what all notices of a folder have in common. */
export type NoticeFacts = Omit<Notice, 'at' | 'folder' | 'account' | 'watcher'>;

/** What the steps of a delivery have in common. */
export interface DeliveryContext {
  readonly folder: WatchedFolder;
  /** By which the folder is known, also from another path. */
  readonly mark: string;
  readonly watcher: Watcher;
  readonly state: State;
  readonly clock: Clock;
  /** Stops what goes on; its reason is `'SIGINT'` or `'SIGTERM'`. */
  readonly stop: AbortSignal;
  /** Cuts off what is under way. */
  readonly cutOff: AbortSignal;
  readonly tell: WatchListener;
  /** Resolves when it is durable that somebody is to be told. Begins to write before it first waits. */
  notify(facts: NoticeFacts): Promise<void>;
}

/** What became of a delivery for now. */
export type Delivered =
  | {
      readonly kind: 'ended';
      /** A person should look at it. */
      readonly attention: boolean;
      /** How far it came to the account: its settings and lock, or the service, which answered. */
      readonly reached: 'nothing' | 'account' | 'service';
    }
  | { readonly kind: 'put-back' }
  | Waiting;

/** A delivery waits in `processing/`, and is gone on with later. */
export interface Waiting {
  readonly kind: 'waits';
  /** What it waits for: the account, with all files of it; or only itself. */
  readonly for: 'account' | 'itself';
  /** Nobody can help but a person: the key. */
  readonly trouble: 'service' | 'key' | 'locked' | 'machine' | 'folder' | 'program';
  readonly code: string;
  readonly message: string;
}

/** A file in its delivery's folder. */
export interface Taken {
  /** The delivery's ID, which is its folder's name. */
  readonly id: string;
  /** The delivery's folder, absolute. */
  readonly dir: string;
  /** The file's name. */
  readonly name: string;
}
