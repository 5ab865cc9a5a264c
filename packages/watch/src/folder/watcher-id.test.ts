import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watcherOf } from './watcher-id.js';

const secret = fc.stringMatching(/^[0-9a-f]{64}$/);
const machine = fc.string({ unit: 'binary', maxLength: 80 });

describe('a watcher', () => {
  it.each([
    ['front-desk', /^front-desk-[0-9a-f]{12}$/],
    ['Büro 3.local', /^Büro-3-local-[0-9a-f]{12}$/],
    ['../../etc', /^etc-[0-9a-f]{12}$/],
    ['', /^machine-[0-9a-f]{12}$/],
    ['---', /^machine-[0-9a-f]{12}$/],
    ['x'.repeat(300), /^x{40}-[0-9a-f]{12}$/],
  ])('on "%s" has a name that a folder may have', (name, expected) => {
    expect(watcherOf('00', name).id).toMatch(expected);
  });

  it('knows its folders again, whatever the machine is called now, and those of no other', () => {
    fc.assert(
      fc.property(fc.tuple(secret, secret), fc.tuple(machine, machine), ([own, other], [before, now]) => {
        fc.pre(own !== other);
        expect(watcherOf(own, now).isOwn(watcherOf(own, before).id)).toBe(true);
        expect(watcherOf(own, now).isOwn(watcherOf(other, now).id)).toBe(false);
      }),
    );
  });

  it('shows nothing of its secret, and leads into no other folder', () => {
    fc.assert(
      fc.property(secret, machine, (own, name) => {
        const { id } = watcherOf(own, name);
        const mark = id.slice(-12);
        expect(own).not.toContain(mark);
        expect(id).toMatch(/^[\p{L}\p{N}-]+$/u);
        expect(id.startsWith('-')).toBe(false);
      }),
    );
  });
});
