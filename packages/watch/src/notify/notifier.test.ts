import { FakeClock } from '@solarproof-import/testkit';
import { expect, test } from 'vitest';
import { memoryOutbox } from '../../test/memory-outbox.js';
import { sampleNotice } from '../../test/sample-notice.js';
import { noticeBody } from './notice-body.js';
import { noticeKinds, type NoticeKind } from './notice.js';
import { openNotifier } from './notifier.js';

const two = [{ name: 'webhook-3f2a9c' }, { name: 'email-0a1b2c' }];

function notifierOver(onlyErrors?: boolean) {
  const store = memoryOutbox();
  const clock = new FakeClock();
  let ids = 0;
  const newId = (): string => `message-${(ids += 1)}`;
  const config = onlyErrors === undefined ? {} : { onlyErrors };
  return { store, notifier: openNotifier({ config, channels: two, store, clock, newId }) };
}

test('a notice is in the outbox for each channel before anybody waits', async () => {
  const { store, notifier } = notifierOver();
  const told = notifier.tell(sampleNotice);
  const shared = { body: noticeBody(sampleNotice), created: new Date('2026-03-02T09:00:00Z'), tries: 0 };
  expect(store.messages).toEqual([
    { id: 'message-1', channel: 'webhook-3f2a9c', ...shared },
    { id: 'message-2', channel: 'email-0a1b2c', ...shared },
  ]);
  await told;
});

test('it resolves when all is durable, and rejects where that fails', async () => {
  const gates: (() => void)[] = [];
  const store = { add: () => new Promise<void>((resolve) => gates.push(resolve)) };
  const parts = { config: {}, channels: two, clock: new FakeClock(), newId: () => 'x' };
  let durable = false;
  const told = openNotifier({ ...parts, store })
    .tell(sampleNotice)
    .then(() => {
      durable = true;
    });
  expect(gates).toHaveLength(2);
  gates[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(durable).toBe(false);
  gates[1]?.();
  await told;
  const full = { add: () => Promise.reject(new Error('disk full')) };
  await expect(openNotifier({ ...parts, store: full }).tell(sampleNotice)).rejects.toThrow('disk full');
});

test.each([undefined, false, true])(
  'with onlyErrors %s, what is no error is told or not',
  async (onlyErrors) => {
    const { store, notifier } = notifierOver(onlyErrors);
    const kinds = Object.keys(noticeKinds) as NoticeKind[];
    for (const kind of kinds) await notifier.tell({ ...sampleNotice, kind });
    const expected = kinds.filter((kind) => onlyErrors !== true || noticeKinds[kind]);
    expect(store.messages.map(({ body }) => body.split('"')[3])).toEqual(
      expected.flatMap((kind) => [`solarproof-import.${kind}`, `solarproof-import.${kind}`]),
    );
  },
);
