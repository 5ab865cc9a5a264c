import { FakeClock } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeFacts } from '../delivery/delivery-context.js';
import type { WatchEvent } from '../watch-event.js';
import { Troubles, type Trouble, type TroubleNotices } from './troubles.js';

let clock: FakeClock;
let events: WatchEvent[];
let notices: NoticeFacts[];

beforeEach(() => {
  clock = new FakeClock();
  events = [];
  notices = [];
});

const troublesAfter = (earlier: readonly Trouble[] = []): Troubles =>
  new Troubles(
    {
      clock,
      folder: '/srv/a',
      tell: (event) => void events.push(event),
      notify: (facts) => {
        notices.push(facts);
        return Promise.resolve();
      },
    },
    earlier,
  );

const down = {
  cause: 'account',
  of: 'default',
  code: 'STOPPED_UNREACHABLE',
  message: 'It is down.',
} as const;
const late: TroubleNotices = { kind: 'service-down', afterMs: 900_000, over: 'service-back' };
const stuck = {
  cause: 'file',
  of: 'inbox/a.csv',
  code: 'SOURCE_LOCKED',
  message: 'Locked.',
  look: 'one',
} as const;
const atOnce: TroubleNotices = { kind: 'file-stuck', afterMs: 0 };

describe('a trouble', () => {
  it('is told once when it begins, once to people when it has lasted, and once when it is over', async () => {
    const troubles = troublesAfter();
    for (let minute = 0; minute < 30; minute += 1) {
      await troubles.note(down, late);
      expect(notices.map(({ kind }) => kind)).toEqual(minute < 15 ? [] : ['service-down']);
      clock.advance(60_000);
    }
    await troubles.over('account', 'default', late);
    await troubles.over('account', 'default', late);
    expect(events.map(({ event }) => event)).toEqual(['waiting-for', 'goes-on']);
    expect(notices).toEqual([
      { kind: 'service-down', code: 'STOPPED_UNREACHABLE', message: 'It is down.' },
      { kind: 'service-back', message: 'Lists go on. They had waited, because: It is down.' },
    ]);
    expect(troubles.all).toEqual([]);
  });

  it('that is over before people were told is never told them', async () => {
    const troubles = troublesAfter();
    await troubles.note(down, late);
    clock.advance(899_999);
    await troubles.note(down, late);
    await troubles.over('account', 'default', late);
    expect(notices).toEqual([]);
    await troubles.note(down, late);
    clock.advance(899_999);
    await troubles.note(down, late);
    expect(notices).toEqual([]);
  });

  it('is told people in time, also where nothing is tried any more, and once', async () => {
    const troubles = troublesAfter();
    await troubles.note(down, late);
    clock.advance(899_999);
    await troubles.tellDue();
    expect(notices).toEqual([]);
    clock.advance(1);
    await troubles.tellDue();
    await troubles.tellDue();
    await troubles.note(down, late);
    expect(notices.map(({ kind }) => kind)).toEqual(['service-down']);
    expect(troubles.all).toMatchObject([{ told: 'service-down' }]);
  });

  it('names its file, from the watched folder', async () => {
    const troubles = troublesAfter();
    await troubles.note(stuck, atOnce);
    await troubles.over('file', 'inbox/a.csv');
    expect(events).toEqual([
      {
        event: 'waiting-for',
        folder: '/srv/a',
        cause: 'file',
        code: 'SOURCE_LOCKED',
        message: 'Locked.',
        file: 'inbox/a.csv',
      },
      { event: 'goes-on', folder: '/srv/a', cause: 'file', file: 'inbox/a.csv' },
    ]);
    expect(notices).toEqual([
      { kind: 'file-stuck', code: 'SOURCE_LOCKED', message: 'Locked.', file: 'inbox/a.csv' },
    ]);
  });

  it('that takes another form is an event again, but no notice of the same kind', async () => {
    const troubles = troublesAfter();
    const other = { ...down, code: 'STOPPED_LOOK_UPS_FAILING', message: 'It does not find anybody.' };
    for (const found of [down, other, down, other]) {
      clock.advance(900_000);
      await troubles.note(found, late);
    }
    expect(events).toHaveLength(4);
    expect(notices.map(({ kind }) => kind)).toEqual(['service-down']);
  });

  it('that becomes one of another kind is told people as well, as long as it has lasted in all', async () => {
    const troubles = troublesAfter();
    clock.advance(1);
    await troubles.note(down, late);
    const since = clock.now();
    clock.advance(900_000);
    await troubles.note(down, late);
    await troubles.note(
      { ...down, code: 'STOPPED_KEY_REFUSED', message: 'The key is refused.' },
      { kind: 'key-refused', afterMs: 0, over: 'service-back' },
    );
    expect(notices.map(({ kind }) => kind)).toEqual(['service-down', 'key-refused']);
    expect(troubles.all).toMatchObject([{ code: 'STOPPED_KEY_REFUSED', since, told: 'key-refused' }]);
  });

  it('of a file that looks different is another one', async () => {
    const troubles = troublesAfter();
    const notWhole: TroubleNotices = { kind: 'file-stuck', afterMs: 600_000 };
    await troubles.note(stuck, notWhole);
    clock.advance(500_000);
    await troubles.note({ ...stuck, look: 'two' }, notWhole);
    clock.advance(500_000);
    await troubles.note({ ...stuck, look: 'two' }, notWhole);
    expect(notices).toEqual([]);
    clock.advance(100_000);
    await troubles.note({ ...stuck, look: 'two' }, notWhole);
    expect(notices).toHaveLength(1);
    await troubles.note({ ...stuck, look: 'three' }, { ...notWhole, afterMs: 0 });
    expect(notices).toHaveLength(2);
  });

  it('of a file that is not there any more is over without a word', async () => {
    const troubles = troublesAfter();
    await troubles.note(stuck, atOnce);
    await troubles.note(down, late);
    troubles.keepFiles((file) => file !== 'inbox/a.csv');
    expect(troubles.all.map(({ of }) => of)).toEqual(['default']);
    expect(events.map(({ event }) => event)).not.toContain('goes-on');
  });
});

describe('a trouble of an earlier process', () => {
  it('is told to whoever listens now, and not to people again, and is told when it is over', async () => {
    const first = troublesAfter();
    await first.note(down, { ...late, afterMs: 0 });
    clock.advance(3_600_000);
    const second = troublesAfter(first.all);
    await second.note(down, late);
    await second.note(down, late);
    expect([events.length, notices.length]).toEqual([2, 1]);
    await second.over('account', 'default', late);
    expect(notices.map(({ kind }) => kind)).toEqual(['service-down', 'service-back']);
  });

  it('has lasted since it began, also over passes of a process of their own each', async () => {
    let earlier: readonly Trouble[] = [];
    for (let pass = 0; pass <= 3; pass += 1) {
      const troubles = troublesAfter(earlier);
      await troubles.note(down, late);
      earlier = troubles.all;
      clock.advance(300_000);
    }
    expect(notices).toHaveLength(1);
  });

  it('tells how old it is of a file, as long as that looks the same', async () => {
    const first = troublesAfter();
    await first.note(stuck, atOnce);
    clock.advance(60_000);
    const second = troublesAfter(first.all);
    clock.advance(60_000);
    expect(second.ageAtStart('inbox/a.csv', 'one')).toBe(60_000);
    expect(second.ageAtStart('inbox/a.csv', 'two')).toBe(0);
    expect(second.ageAtStart('inbox/b.csv', 'one')).toBe(0);
  });

  it('is not older than it is where the clock was set back', async () => {
    const future = { ...stuck, since: new Date('2030-01-01T00:00:00Z') };
    expect(troublesAfter([future]).ageAtStart('inbox/a.csv', 'one')).toBe(0);
  });
});
