import type { Fault, FaultKind, FaultTarget } from '../packages/sandbox/src/index.js';
import type { Random } from './random.js';

/** How bad a server is. */
export interface Faultiness {
  /** Of all calls, those that go wrong; below 1. */
  readonly share: number;
  /** No commit comes later than so many milliseconds after its request. */
  readonly latestMs: number;
  /** A firewall's page stands for nothing stored: where the key cannot look up, a 403 is taken for its refusal. */
  readonly mayLookUp: boolean;
  /** Only faults that leave a create's end unknown. Default false. */
  readonly onlyLost?: boolean;
}

/** Answers that say nothing about whether the customer was stored. */
const lost: readonly [FaultKind, ...FaultKind[]] = [
  'reset',
  'reset',
  'hang',
  'hang',
  '500-html',
  '500-html',
  '502-html',
  '503-html',
  '200-html',
  '200-empty',
  '200-without-id',
  'truncated',
  '500-unknown-code',
];

/** Answers that say that nothing was stored, and mean it. */
const refused: readonly [FaultKind, ...FaultKind[]] = [
  '429',
  '429',
  '429',
  '400-unknown-code',
  '500-invalid-parameters',
];

/** Answers that say that it was stored, oddly. */
const odd: readonly [FaultKind, ...FaultKind[]] = ['php-warning', 'numeric-id'];

const onReading: readonly [FaultKind, ...FaultKind[]] = [
  'reset',
  'hang',
  '500-html',
  '502-html',
  '503-html',
  '429',
  '200-html',
  '200-empty',
  '200-without-id',
  'truncated',
  '500-unknown-code',
  '400-unknown-code',
  'php-warning',
  'numeric-id',
];

/** Faults for the first so many creates, look-ups and lists of a server. */
export function drawnFaults(random: Random, faultiness: Faultiness, calls: number): readonly Fault[] {
  const faults: Fault[] = [];
  const onEach = (target: (number: number) => FaultTarget, draw: (on: FaultTarget) => Fault): void => {
    for (let number = 1; number <= calls; number += 1)
      if (random.chance(faultiness.share)) faults.push(draw(target(number)));
  };
  onEach(
    (create) => ({ create }),
    (on) => createFault(random, on, faultiness),
  );
  onEach(
    (lookUp) => ({ lookUp }),
    (on) => withPause(random, { on, kind: random.chance(0.05) ? 'other-email' : random.pick(onReading) }),
  );
  onEach(
    (list) => ({ list }),
    (on) => withPause(random, { on, kind: random.pick(onReading) }),
  );
  return faults;
}

function createFault(random: Random, on: FaultTarget, { latestMs, mayLookUp, onlyLost }: Faultiness): Fault {
  const draw = onlyLost ? 0 : random.next();
  if (draw < 0.75) return { on, ...lostFault(random, random.pick(lost), latestMs) };
  if (draw < 0.9) return withPause(random, { on, kind: random.pick(refused) });
  if (draw < 0.95) return { on, kind: random.pick(odd), when: 'after' };
  if (draw < 0.98)
    return { on, ...(mayLookUp ? lostFault(random, '403-html', latestMs) : { kind: '403-html' }) };
  if (draw < 0.99) return { on, kind: '401-message' };
  return { on, ...lostFault(random, 'redirect', latestMs) };
}

function lostFault(
  random: Random,
  kind: FaultKind,
  latestMs: number,
): Pick<Fault, 'kind' | 'when' | 'lateMs'> {
  const when = random.pick(['before', 'after', 'late'] as const);
  if (when !== 'late') return { kind, when };
  // As late as can be is where a mistake about the settle time shows.
  const lateMs = random.chance(0.3) ? latestMs - random.whole(0, 50) : random.anyScale(1, latestMs);
  return { kind, when, lateMs: Math.max(0, Math.min(latestMs, lateMs)) };
}

/** A server that asks to wait says how long, or does not. */
function withPause(random: Random, fault: Fault): Fault {
  if (fault.kind !== '429' && fault.kind !== '503-html') return fault;
  const times = random.chance(0.1) ? { times: random.whole(2, 6) } : {};
  if (random.chance(0.4)) return { ...fault, ...times };
  const seconds = random.chance(0.03) ? 2_000 : random.pick([0, 1, 2, 5, 30]);
  return { ...fault, ...times, retryAfter: { seconds, as: random.chance(0.7) ? 'seconds' : 'date' } };
}
