import type { OutboxMessage } from '@solarproof-import/importer';
import { FakeClock } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { memoryOutbox } from '../../test/memory-outbox.js';
import type { Channel, Sent } from './channel.js';
import { OutboxSender, restMs, type OutboxSenderOptions } from './outbox-sender.js';

const delivered: Sent = { kind: 'delivered' };
const away: Sent = { kind: 'again', code: 'WEBHOOK_UNREACHABLE' };

type Answer = (message: OutboxMessage, signal?: AbortSignal) => Sent | Promise<Sent>;

/** A sender over channels that answer by functions; what was sent, and what was told of it, is written down. */
function senderOver(answers: Readonly<Record<string, Answer>>, some: Partial<OutboxSenderOptions> = {}) {
  const store = memoryOutbox();
  const clock = new FakeClock();
  const sent: string[] = [];
  const told: string[] = [];
  const channels = new Map(
    Object.entries(answers).map(([name, answer]): [string, Channel] => [
      name,
      {
        name,
        leadsTo: name,
        send: async (message, signal) => {
          sent.push(message.id);
          return answer(message, signal);
        },
        test: () => Promise.resolve(delivered),
        close: () => undefined,
      },
    ]),
  );
  const options: OutboxSenderOptions = {
    channels,
    store,
    clock,
    onDropped: ({ id, code }) => told.push(`${id} dropped ${code}`),
    onFailed: ({ id, code }) => told.push(`${id} failed ${code}`),
    onDelivered: ({ id, code }) => told.push(`${id} delivered${code === undefined ? '' : ` ${code}`}`),
    ...some,
  };
  const add = (id: string, channel = 'webhook', tries = 0): void => {
    const created = new Date(clock.now().getTime() + store.messages.length);
    store.messages.push({ id, channel, body: '{}', created, tries });
  };
  return {
    sender: new OutboxSender(options),
    restarted: () => new OutboxSender(options),
    store,
    clock,
    sent,
    told,
    add,
  };
}

const sign = (): { promise: Promise<void>; give: () => void } => {
  let give = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { promise, give };
};

describe('what waits', () => {
  it('is sent the oldest first, and forgotten', async () => {
    const { sender, store, sent, told, add } = senderOver({ webhook: () => delivered });
    add('b');
    add('a');
    store.messages.reverse();
    await sender.flush();
    expect(sent).toEqual(['b', 'a']);
    expect(told).toEqual(['b delivered', 'a delivered']);
    expect(store.messages).toEqual([]);
  });

  it('waits on after a failure, behind which its channel sends nothing; the others do', async () => {
    const { sender, store, sent, told, add } = senderOver({ webhook: () => away, email: () => delivered });
    add('w1');
    add('w2');
    add('e1', 'email');
    await sender.flush();
    expect(sent.sort()).toEqual(['e1', 'w1']);
    expect(told).toContain('w1 failed WEBHOOK_UNREACHABLE');
    expect(store.messages.map(({ id, tries }) => [id, tries])).toEqual([
      ['w1', 1],
      ['w2', 0],
    ]);
  });

  it('does not wait for a channel that hangs', async () => {
    const hang = sign();
    const { sender, told, add } = senderOver({
      webhook: async () => (await hang.promise, away),
      email: () => delivered,
    });
    add('w1');
    add('e1', 'email');
    const flushing = sender.flush();
    await expect.poll(() => told).toEqual(['e1 delivered']);
    hang.give();
    await flushing;
  });

  it('is dropped where its channel refuses it for good, and the next one is sent', async () => {
    const { sender, store, told, add } = senderOver({
      webhook: ({ id }) => (id === 'w1' ? { kind: 'refused', code: 'WEBHOOK_HTTP_410' } : delivered),
    });
    add('w1');
    add('w2');
    await sender.flush();
    expect(told).toEqual(['w1 dropped WEBHOOK_HTTP_410', 'w2 delivered']);
    expect(store.messages).toEqual([]);
  });

  it('is left to another watch where its channel is not of this one, and dropped after a week', async () => {
    const { sender, store, sent, told, clock, add } = senderOver({ webhook: () => delivered });
    add('e1', 'email-0a1b2c');
    clock.advance(6 * 86_400_000);
    await sender.flush();
    expect([sent, told, store.messages.length]).toEqual([[], [], 1]);
    clock.advance(2 * 86_400_000);
    await sender.flush();
    expect([sent, told, store.messages]).toEqual([[], ['e1 dropped OUTBOX_CHANNEL_GONE'], []]);
  });

  it('is given up once it was tried for a week, however often that was', async () => {
    const { sender, store, clock, told, add } = senderOver({ webhook: () => away });
    add('w1');
    for (const _day of [1, 2, 3, 4, 5, 6, 7]) {
      await sender.flush();
      clock.advance(86_400_000);
    }
    expect([told.length, store.messages.length]).toEqual([7, 1]);
    clock.advance(1);
    await sender.flush();
    expect(told.slice(7)).toEqual(['w1 failed WEBHOOK_UNREACHABLE', 'w1 dropped OUTBOX_GIVEN_UP']);
    expect(store.messages).toEqual([]);
  });

  it('is no more than 1,000 a channel: the oldest are dropped, also while the channel rests', async () => {
    const { sender, store, told, add } = senderOver({ webhook: () => away, email: () => away });
    for (let nth = 1; nth <= 1_002; nth += 1) add(`w${nth}`);
    add('e1', 'email');
    await sender.flush();
    expect(told.filter((line) => line.includes('dropped'))).toEqual([
      'w1 dropped OUTBOX_FULL',
      'w2 dropped OUTBOX_FULL',
    ]);
    add('w1003');
    await sender.flush();
    expect(told.at(-1)).toBe('w3 dropped OUTBOX_FULL');
    expect(store.messages).toHaveLength(1_001);
  });
});

describe('a channel that fails', () => {
  it('rests for 10 s, then twice as long each time, up to an hour', () => {
    expect([1, 2, 3, 9, 10, 2_000].map(restMs)).toEqual([
      10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000,
    ]);
  });

  it('is not asked before its rest is over, and at once after a restart', async () => {
    const { sender, restarted, clock, sent, add } = senderOver({ webhook: () => away });
    add('w1');
    const triesAfter = async (milliseconds: number): Promise<number> => {
      clock.advance(milliseconds);
      await sender.flush();
      return sent.length;
    };
    expect(await triesAfter(0)).toBe(1);
    expect(await triesAfter(9_999)).toBe(1);
    expect(await triesAfter(1)).toBe(2);
    expect(await triesAfter(19_999)).toBe(2);
    expect(await triesAfter(1)).toBe(3);
    await restarted().flush();
    expect(sent).toHaveLength(4);
  });

  it('begins with a short rest again once it has taken one', async () => {
    let up = false;
    const { sender, clock, sent, add } = senderOver({ webhook: () => (up ? delivered : away) });
    add('w1');
    await sender.flush();
    clock.advance(10_000);
    await sender.flush();
    up = true;
    clock.advance(20_000);
    await sender.flush();
    up = false;
    add('w2');
    await sender.flush();
    clock.advance(10_000);
    await sender.flush();
    expect(sent).toEqual(['w1', 'w1', 'w1', 'w2', 'w2']);
  });
});

describe('a flush', () => {
  it('is never two at a time, and looks once more for one who called meanwhile', async () => {
    const hang = sign();
    const { sender, sent, told, add } = senderOver({
      webhook: async () => (await hang.promise, delivered),
    });
    add('w1');
    const first = sender.flush();
    await expect.poll(() => sent).toEqual(['w1']);
    add('w2');
    const second = sender.flush();
    hang.give();
    await Promise.all([first, second]);
    expect(told).toEqual(['w1 delivered', 'w2 delivered']);
    expect(sent).toEqual(['w1', 'w2']);
  });

  it('that is cut off counts no try and lets no channel rest', async () => {
    const controller = new AbortController();
    const { sender, store, sent, told, add } = senderOver({
      webhook: (_message, signal) => {
        if (signal === undefined) return delivered;
        controller.abort();
        return { kind: 'again', code: 'WEBHOOK_INTERRUPTED' };
      },
    });
    add('w1');
    add('w2');
    await sender.flush(controller.signal);
    expect([sent, told]).toEqual([['w1'], []]);
    expect(store.messages.map(({ tries }) => tries)).toEqual([0, 0]);
    await sender.flush();
    expect(told).toEqual(['w1 delivered', 'w2 delivered']);
  });

  it('forgets what got through although it was cut off', async () => {
    const controller = new AbortController();
    const { sender, store, add } = senderOver({
      webhook: () => {
        controller.abort();
        return delivered;
      },
    });
    add('w1');
    add('w2');
    await sender.flush(controller.signal);
    expect(store.messages.map(({ id }) => id)).toEqual(['w2']);
  });

  it('throws what the store throws, after all channels are done, and the next one works', async () => {
    const { sender, store, told, add } = senderOver({ webhook: () => away, email: () => delivered });
    const { tried } = store;
    store.tried = () => Promise.reject(new Error('disk full'));
    add('w1');
    add('e1', 'email');
    await expect(sender.flush()).rejects.toThrow('disk full');
    expect(told).toContain('e1 delivered');
    store.tried = tried;
    await sender.flush();
    const broken = senderOver(
      {},
      {
        store: {
          ...memoryOutbox(),
          waiting: () => {
            throw new Error('no disk');
          },
        },
      },
    );
    await expect(broken.sender.flush()).rejects.toThrow('no disk');
    await expect(broken.sender.flush()).rejects.toThrow('no disk');
  });

  it('tells of one that not everybody got', async () => {
    const { sender, told, add } = senderOver({
      email: () => ({ kind: 'delivered', code: 'EMAIL_ADDRESSES_REFUSED' }),
    });
    add('e1', 'email');
    await sender.flush();
    expect(told).toEqual(['e1 delivered EMAIL_ADDRESSES_REFUSED']);
  });
});
