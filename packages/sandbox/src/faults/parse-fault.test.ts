import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox.js';
import { SandboxUsageError } from '../sandbox-usage-error.js';
import { faultKinds, type Fault } from './fault.js';
import { parseFault } from './parse-fault.js';

describe('a fault as it is written', () => {
  it.each<[string, Fault]>([
    ['reset:after:email=jo@example.com', { kind: 'reset', when: 'after', on: { email: 'jo@example.com' } }],
    ['500-html:before:create=7', { kind: '500-html', when: 'before', on: { create: 7 } }],
    ['hang:late=8000:every=50', { kind: 'hang', when: 'late', lateMs: 8000, on: { every: 50 } }],
    ['hang:every=50:late', { kind: 'hang', when: 'late', on: { every: 50 } }],
    [
      '429:create=3:times=2:retry-after=5',
      { kind: '429', on: { create: 3 }, times: 2, retryAfter: { seconds: 5, as: 'seconds' } },
    ],
    [
      '503-html:create=3:retry-after-date=5',
      { kind: '503-html', on: { create: 3 }, retryAfter: { seconds: 5, as: 'date' } },
    ],
    [
      'other-email:look-up-email=jo@example.com',
      { kind: 'other-email', on: { lookUpEmail: 'jo@example.com' } },
    ],
    ['truncated:look-up=2', { kind: 'truncated', on: { lookUp: 2 } }],
    ['truncated:every-look-up=2', { kind: 'truncated', on: { everyLookUp: 2 } }],
    ['200-empty:list=1', { kind: '200-empty', on: { list: 1 } }],
    ['reset:email=a=b@example.com', { kind: 'reset', on: { email: 'a=b@example.com' } }],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it.each([
    ['', '"" is no kind'],
    ['explode:create=1', '"explode" is no kind'],
    ['toString:create=1', '"toString" is no kind'],
    ['reset', 'does not say what it strikes'],
    ['reset:before', 'does not say what it strikes'],
    ['reset:create=1:every=2', '"every=2" is not understood, or given twice'],
    ['reset:before:after:create=1', '"after" is not understood, or given twice'],
    ['reset:after=3:create=1', '"after=3" is not understood'],
    ['reset:soon:create=1', '"soon" is not understood'],
    ['reset:email=', '"email=" is not understood'],
    ['reset:create=0', 'counts start at 1'],
    ['reset:create=x', 'counts start at 1'],
    ['reset:create=1:times=0', 'times must be at least 1'],
    ['reset:late=:create=1', 'late must be 0 or more milliseconds'],
    ['reset:create=1:retry-after=3', 'retry-after is for 429 and 503-html'],
    ['429:create=1:retry-after=soon', 'retry-after must be 0 or more seconds'],
    ['other-email:create=1', 'it strikes look-ups only'],
    ['reset:after:look-up=1', 'a look-up stores nothing'],
  ])('refuses %j: %s', (text, message) => {
    expect(() => parseFault(text)).toThrow(SandboxUsageError);
    expect(() => parseFault(text)).toThrow(message);
  });

  it('names every kind where one is not known', () => {
    for (const kind of Object.keys(faultKinds)) expect(() => parseFault('explode')).toThrow(`\n  ${kind} `);
  });

  it('a contradiction is refused in process, too', () => {
    const faults: Fault[] = [{ on: { create: 1 }, kind: 'other-email' }];
    expect(() => createSandbox({ faults })).toThrow(SandboxUsageError);
  });
});
