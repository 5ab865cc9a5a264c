import { describe, expect, it } from 'vitest';
import { Breaker } from './breaker.js';

const pause = (milliseconds: number) => ({ kind: 'pause', milliseconds });
const goOn = { kind: 'go-on' };

/** What is made of each create: `x` was left unanswered, `.` was answered. */
function decisions(creates: string): readonly object[] {
  const breaker = new Breaker();
  return creates.split('').map((create) => breaker.note(create === 'x'));
}

/** The decision on the last of them; all before let the run go on. */
function last(creates: string): object | undefined {
  const all = decisions(creates);
  expect(all.slice(0, -1)).toEqual(all.slice(1).map(() => goOn));
  return all.at(-1);
}

describe('the breaker', () => {
  it('pauses for a minute at the fifth in a row, and not before', () => {
    expect(last('xxxx')).toEqual(goOn);
    expect(last('xxxxx')).toEqual(pause(60_000));
    expect(last('xxxx.xxxx')).toEqual(goOn);
  });

  it('pauses at a fifth of the last fifty, once there are fifty', () => {
    const tenOf = (length: number): string => 'x...'.repeat(10).padEnd(length, '.');
    expect(last(tenOf(49))).toEqual(goOn);
    expect(last(tenOf(50))).toEqual(pause(60_000));
    expect(last('x...'.repeat(9).padEnd(50, '.'))).toEqual(goOn);
  });

  it('forgets what is longer ago than fifty', () => {
    expect(last(`${'x...'.repeat(9).padEnd(50, '.')}${'.'.repeat(4)}x`)).toEqual(goOn);
    expect(last(`${'.'.repeat(100)}${'x...'.repeat(9)}x`)).toEqual(pause(60_000));
  });

  it('pauses for five minutes the second time, and stops the third', () => {
    const all = decisions('xxxxx.'.repeat(3));
    expect(all.filter((decision) => decision !== all[0] && 'kind' in decision)).toHaveLength(17);
    expect([all[4], all[10], all[16]]).toEqual([pause(60_000), pause(300_000), { kind: 'stop' }]);
  });

  it('begins anew after a pause: what tripped it does not trip it again', () => {
    expect(decisions('xxxxxxxxx').slice(5)).toEqual([goOn, goOn, goOn, goOn]);
  });
});
