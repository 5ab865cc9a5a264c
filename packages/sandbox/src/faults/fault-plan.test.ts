import { describe, expect, it } from 'vitest';
import { create } from '../../test/requests.js';
import { createSandbox } from '../sandbox.js';
import type { Fault } from './fault.js';

const on = { email: 'jo@example.com' };

describe('what a fault strikes', () => {
  const statuses = async (fault: Pick<Fault, 'on' | 'times'>, emails: readonly string[]): Promise<string> => {
    const sandbox = createSandbox({ faults: [{ ...fault, kind: 'reset' }] });
    const marks: string[] = [];
    for (const email of emails)
      marks.push((await sandbox.handle(create({ email }))).kind === 'reset' ? 'x' : '.');
    return marks.join('');
  };
  const six = [1, 2, 3, 4, 5, 6].map((n) => `jo${n}@example.com`);

  it.each<[Pick<Fault, 'on' | 'times'>, string]>([
    [{ on: { create: 3 } }, '..x...'],
    [{ on: { create: 3 }, times: 2 }, '..xx..'],
    [{ on: { every: 2 } }, '.x.x.x'],
    [{ on: { every: 2 }, times: 1 }, '.x....'],
    [{ on: { email: 'JO4@example.com' } }, '...x..'],
    [{ on: { lookUp: 1 } }, '......'],
    [{ on: { list: 1 } }, '......'],
  ])('%j is %s of six creates', async (fault, marks) => {
    expect(await statuses(fault, six)).toBe(marks);
  });

  it('an e-mail is struck once, or as often as told', async () => {
    const thrice = ['jo@example.com', 'jo@example.com', 'jo@example.com'];
    expect(await statuses({ on }, thrice)).toBe('x..');
    expect(await statuses({ on, times: 2 }, thrice)).toBe('xx.');
  });

  it('the first of two faults that are meant for one create strikes, then the other', async () => {
    const sandbox = createSandbox({
      faults: [
        { on, kind: 'reset' },
        { on: { create: 1 }, kind: 'hang' },
      ],
    });
    expect(await sandbox.handle(create())).toEqual({ kind: 'reset' });
    expect(await sandbox.handle(create())).toEqual({ kind: 'hang' });
  });
});
