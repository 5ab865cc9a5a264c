import { hostname } from 'node:os';
import {
  exitCodes,
  ImportError,
  InterruptedError,
  JournalError,
  LockedError,
  openState,
  systemClock,
  type Clock,
  type State,
} from '@solarproof-import/importer';
import { watcherOf, type Watcher } from '../folder/watcher-id.js';
import type { MessageEnd } from '../notify/outbox-sender.js';
import { OutboxSender } from '../notify/outbox-sender.js';
import type { Channel } from '../notify/channel.js';
import type { WatchListener } from '../watch-event.js';
import type { WatchedFolder } from '../watched-folder.js';
import { watchFolder } from './watch-folder.js';
import { PassTally } from './pass-tally.js';

/** What is watched, and how. */
export interface WatchOptions {
  readonly folders: readonly WatchedFolder[];
  /** Where state is kept, on a disk of this machine. */
  readonly stateDir: string;
  /** Handles what is there, then ends. Default: watches until it is stopped. */
  readonly once?: boolean;
  /** Folders, absolute, that have lost their mark on purpose: they are marked anew. Default: none. */
  readonly adopt?: readonly string[];
  /** The ways to whoever is told, of a folder. Default: none. */
  readonly channelsOf?: (folder: WatchedFolder) => readonly Channel[];
  /** Told what happens; default: nobody. */
  readonly onEvent?: WatchListener;
  /** Told what became of a notice. Default: nobody is. */
  readonly onNotice?: (end: MessageEnd & { readonly kind: 'delivered' | 'again' | 'dropped' }) => void;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Stops it: what is under way may finish. Its reason is `'SIGINT'` or `'SIGTERM'`. */
  readonly stop: AbortSignal;
  /** Cuts off what is under way. Default: never. */
  readonly cutOff?: AbortSignal;
}

/** What all folders of one watch share. */
export interface Watch extends Required<Omit<WatchOptions, 'folders' | 'stateDir'>> {
  readonly state: State;
  readonly watcher: Watcher;
  readonly sender: OutboxSender;
  /** The accounts that it is busy with. */
  readonly busy: Set<string>;
}

/** After the journal failed, in milliseconds: it is opened anew then. */
const reopenAfterMs = 30_000;

/**
 * Watches folders: until it is stopped or, with `once`, until what is there is handled.
 * @returns the exit code: with `once` the gravest of what it came to; 130 or 143 where an import was interrupted, else 0
 * @throws SettingsError where the state directory cannot be used, LockedError where another process watches one of the folders
 */
export async function watchFolders(options: WatchOptions): Promise<number> {
  const { once = false, clock = systemClock } = options;
  for (let state = await openState(options.stateDir); ;) {
    try {
      return await watchWith(state, options);
    } catch (error) {
      if (error instanceof InterruptedError) return interruptedBy(error);
      if (!(error instanceof JournalError)) throw error;
      tellAll(error, options);
      if (once) return exitCodes.stopped;
    } finally {
      // After a failed write its own failure has been told.
      await state.close().catch(() => undefined);
    }
    const reopened = await reopen(options, clock);
    if (reopened === undefined) return exitCodes.done;
    state = reopened;
    for (const { root: folder } of options.folders)
      options.onEvent?.({ event: 'goes-on', folder, cause: 'machine' });
  }
}

/** A journal that failed is not trusted again; a new one is tried until it can be opened. @returns `undefined` once it is stopped */
async function reopen(options: WatchOptions, clock: Clock): Promise<State | undefined> {
  for (;;) {
    await clock.sleep(reopenAfterMs, options.stop);
    if (options.stop.aborted) return undefined;
    try {
      return await openState(options.stateDir);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      tellAll(error, options);
    }
  }
}

function tellAll({ code, message }: ImportError, { folders, onEvent }: WatchOptions): void {
  for (const { root: folder } of folders)
    onEvent?.({ event: 'waiting-for', folder, cause: 'machine', code, message });
}

function interruptedBy({ signal }: InterruptedError): number {
  return signal === 'SIGINT' ? exitCodes.sigint : exitCodes.sigterm;
}

async function watchWith(state: State, options: WatchOptions): Promise<number> {
  const { folders, clock = systemClock, channelsOf = () => [], onNotice = () => undefined } = options;
  const channels = new Map(folders.flatMap(channelsOf).map((channel) => [channel.name, channel]));
  const sender = new OutboxSender({
    channels,
    store: state.store.outbox,
    clock,
    onDelivered: (end) => onNotice({ ...end, kind: 'delivered' }),
    onFailed: (end) => onNotice({ ...end, kind: 'again' }),
    onDropped: (end) => onNotice({ ...end, kind: 'dropped' }),
  });
  const watch: Watch = {
    once: options.once ?? false,
    adopt: options.adopt ?? [],
    channelsOf,
    onEvent: options.onEvent ?? (() => undefined),
    onNotice,
    clock,
    stop: options.stop,
    cutOff: options.cutOff ?? new AbortController().signal,
    state,
    watcher: watcherOf(state.directory.secret, hostname()),
    sender,
    busy: new Set(),
  };
  return watch.once ? oneAfterAnother(folders, watch) : sideBySide(folders, watch);
}

async function oneAfterAnother(folders: readonly WatchedFolder[], watch: Watch): Promise<number> {
  const all = new PassTally();
  for (const folder of folders) {
    if (watch.stop.aborted) break;
    all.note(await watchFolder(folder, watch).catch((error: unknown) => lockedElsewhere(error, folders)));
  }
  return all.exitCode;
}

/** Another process has one of several folders: the others go on. @throws where there is only the one, and anything else */
function lockedElsewhere(error: unknown, folders: readonly WatchedFolder[]): number {
  if (error instanceof LockedError && folders.length > 1) return exitCodes.locked;
  throw error;
}

async function sideBySide(folders: readonly WatchedFolder[], watch: Watch): Promise<number> {
  const stop = new AbortController();
  const abort = (): void => stop.abort(watch.stop.reason);
  if (watch.stop.aborted) abort();
  watch.stop.addEventListener('abort', abort, { once: true });
  const ends = await Promise.allSettled(
    folders.map((folder) =>
      untilFree(folder, { ...watch, stop: stop.signal }, folders.length > 1).catch((error: unknown) => {
        // Where one folder cannot go on because the journal failed, the others cannot either.
        stop.abort('SIGTERM');
        throw error;
      }),
    ),
  );
  watch.stop.removeEventListener('abort', abort);
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  // What made the others stop is what counts, and not that they were stopped.
  const first = reasons.find((reason) => !(reason instanceof InterruptedError)) ?? reasons[0];
  if (first !== undefined) throw first;
  return exitCodes.done;
}

/** Watches a folder as soon as no other process does. @param waits else that ends it */
async function untilFree(folder: WatchedFolder, watch: Watch, waits: boolean): Promise<number> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await watchFolder(folder, watch);
    } catch (error) {
      if (!(error instanceof LockedError) || !waits || watch.stop.aborted) throw error;
      const { code, message } = error;
      if (!isTold)
        watch.onEvent({ event: 'waiting-for', folder: folder.root, cause: 'folder', code, message });
    }
    await watch.clock.sleep(reopenAfterMs, watch.stop);
    if (watch.stop.aborted) return exitCodes.done;
  }
}
