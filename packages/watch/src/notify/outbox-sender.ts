/*
 * How what waits in the outbox gets to its channels. Of each channel the oldest message goes first, alone:
 *
 *   waits ──► delivered   forgotten
 *     ├─────► again       waits on; its channel rests: 10 s, then twice as long each time, up to an hour
 *     ├─────► refused     dropped
 *     └─────────────────  dropped, too: tried for a week, too many wait behind it, or its channel is no more
 *
 * How long a channel rests is known to this process alone, on a clock that only goes forward: after a restart it is tried at once.
 */
import type { Clock, OutboxMessage, OutboxStore } from '@solarproof-import/importer';
import type { Channel } from './channel.js';

/** A message and what became of it; for the log. Of what it says there is nothing in it. */
export interface MessageEnd {
  readonly id: string;
  /** Its name. */
  readonly channel: string;
  /** The channel's, or the outbox's own: `OUTBOX_FULL`, `OUTBOX_GIVEN_UP`, `OUTBOX_CHANNEL_GONE`. */
  readonly code?: string;
}

/** What a sender is made of. */
export interface OutboxSenderOptions {
  /** By their names. A message to any other is left to whoever has its channel, and dropped after a week. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly store: OutboxStore;
  readonly clock: Pick<Clock, 'monotonic' | 'now'>;
  /** A message will not be told any more. */
  readonly onDropped: (message: Required<MessageEnd>) => void;
  /** A message got through; with a code, not to everybody. Default: nobody is told. */
  readonly onDelivered?: (message: MessageEnd) => void;
  /** A try did not get through. Default: nobody is told. */
  readonly onFailed?: (message: Required<MessageEnd>) => void;
  /** For how long a message is tried, in milliseconds; default a week. Tries do not count: a pass that ends has but one. */
  readonly mostAgeMs?: number;
  /** How many messages may wait for one channel, at least 1; default 1,000. */
  readonly mostWaiting?: number;
}

/** Sends what waits in the outbox, and knows which channels rest. */
export class OutboxSender {
  readonly #options: Required<OutboxSenderOptions>;
  /** How often a channel has failed in a row, and until when it rests. */
  readonly #rests = new Map<string, { readonly failures: number; readonly until: number }>();
  #flushing: Promise<void> | undefined;
  #looksAgain = false;

  constructor(options: OutboxSenderOptions) {
    const nothing = (): void => undefined;
    this.#options = {
      onDelivered: nothing,
      onFailed: nothing,
      mostAgeMs: weekMs,
      mostWaiting: 1_000,
      ...options,
    };
  }

  /**
   * Sends what waits for channels that do not rest. While it is at it, another call makes it look once more before it ends.
   * @param signal ends it early; a message that is under way then waits on, and its try does not count. The first call's is obeyed
   * @throws what the store throws
   */
  flush(signal?: AbortSignal): Promise<void> {
    if (this.#flushing) this.#looksAgain = true;
    else this.#flushing = Promise.resolve().then(() => this.#flushAll(signal));
    return this.#flushing;
  }

  async #flushAll(signal: AbortSignal | undefined): Promise<void> {
    try {
      do {
        this.#looksAgain = false;
        const queues = byChannel(await this.#options.store.waiting());
        // Side by side, so that a receiver that hangs holds up nobody else's notices.
        const ends = await Promise.allSettled(
          [...queues].map(([name, queue]) => this.#sendQueue(name, queue, signal)),
        );
        const failed = ends.find((end) => end.status === 'rejected');
        if (failed) throw failed.reason;
      } while (this.#looksAgain && signal?.aborted !== true);
    } finally {
      this.#flushing = undefined;
    }
  }

  async #sendQueue(
    name: string,
    queue: readonly OutboxMessage[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { channels, mostWaiting } = this.#options;
    const channel = channels.get(name);
    if (!channel) return this.#dropOld(queue);
    const tooMany = Math.max(0, queue.length - mostWaiting);
    for (const message of queue.slice(0, tooMany)) await this.#drop(message, 'OUTBOX_FULL');
    for (const message of queue.slice(tooMany)) {
      if (signal?.aborted === true || this.#isResting(name)) return;
      await this.#sendOne(channel, message, signal);
    }
  }

  /** Another watch with this state directory may have the channel; what nobody has sent for long, nobody will. */
  async #dropOld(queue: readonly OutboxMessage[]): Promise<void> {
    const { clock, mostAgeMs } = this.#options;
    const now = clock.now().getTime();
    for (const message of queue)
      if (now - message.created.getTime() > mostAgeMs) await this.#drop(message, 'OUTBOX_CHANNEL_GONE');
  }

  async #sendOne(channel: Channel, message: OutboxMessage, signal: AbortSignal | undefined): Promise<void> {
    const { store, onDelivered, onFailed, clock, mostAgeMs } = this.#options;
    const { id, channel: name } = message;
    const sent = await channel.send(message, signal);
    switch (sent.kind) {
      case 'delivered':
        this.#rests.delete(name);
        await store.remove(id);
        onDelivered({ id, channel: name, ...(sent.code === undefined ? {} : { code: sent.code }) });
        return;
      case 'refused':
        await this.#drop(message, sent.code);
        return;
      case 'again':
        if (signal?.aborted === true) return;
        this.#rest(name);
        onFailed({ id, channel: name, code: sent.code });
        if (clock.now().getTime() - message.created.getTime() > mostAgeMs)
          await this.#drop(message, 'OUTBOX_GIVEN_UP');
        else await store.tried(id);
        return;
    }
  }

  async #drop({ id, channel }: OutboxMessage, code: string): Promise<void> {
    await this.#options.store.remove(id);
    this.#options.onDropped({ id, channel, code });
  }

  #isResting(name: string): boolean {
    const rest = this.#rests.get(name);
    return rest !== undefined && this.#options.clock.monotonic() < rest.until;
  }

  #rest(name: string): void {
    const failures = (this.#rests.get(name)?.failures ?? 0) + 1;
    this.#rests.set(name, { failures, until: this.#options.clock.monotonic() + restMs(failures) });
  }
}

const weekMs = 7 * 86_400_000;
const shortestRestMs = 10_000;
const longestRestMs = 3_600_000;

/** How long a channel rests after so many failures in a row, in milliseconds. */
export function restMs(failures: number): number {
  return Math.min(shortestRestMs * 2 ** (failures - 1), longestRestMs);
}

function byChannel(messages: readonly OutboxMessage[]): Map<string, OutboxMessage[]> {
  const queues = new Map<string, OutboxMessage[]>();
  for (const message of messages) {
    const queue = queues.get(message.channel);
    if (queue) queue.push(message);
    else queues.set(message.channel, [message]);
  }
  return queues;
}
