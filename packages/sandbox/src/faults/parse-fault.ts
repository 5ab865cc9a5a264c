import { SandboxUsageError } from '../sandbox-usage-error.js';
import { faultKinds, readyFault, type Fault, type FaultKind, type FaultTarget } from './fault.js';

type Parts = { -readonly [Key in keyof Fault]?: Fault[Key] };

const targets = new Map<string, (value: string) => FaultTarget>([
  ['email', (value) => ({ email: value })],
  ['create', (value) => ({ create: numberIn(value) })],
  ['every', (value) => ({ every: numberIn(value) })],
  ['look-up-email', (value) => ({ lookUpEmail: value })],
  ['look-up', (value) => ({ lookUp: numberIn(value) })],
  ['every-look-up', (value) => ({ everyLookUp: numberIn(value) })],
  ['list', (value) => ({ list: numberIn(value) })],
]);

/**
 * Reads a fault as it is written on the command line, words with colons between them, the kind first:
 * `KIND[:before|after|late[=MS]]:TARGET[:times=N][:retry-after=S|retry-after-date=S]`, where TARGET is one of `email=E`,
 * `create=N`, `every=K`, `look-up-email=E`, `look-up=N`, `every-look-up=K`, `list=N`. For example
 * `reset:after:email=jo@example.com`, `500-html:before:create=7`, `hang:late=8000:every=50`,
 * `429:create=3:times=2:retry-after=5`. `Fault` tells what each means.
 * @throws SandboxUsageError where it is none of these
 */
export function parseFault(text: string): Fault {
  const [kind = '', ...words] = text.split(':');
  if (!isFaultKind(kind))
    throw new SandboxUsageError(`Fault "${text}": "${kind}" is no kind.\n${kindList()}`);
  const parts: Parts = {};
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    if (!readWord(parts, name, rest.length > 0 ? rest.join('=') : undefined)) {
      throw new SandboxUsageError(`Fault "${text}": "${word}" is not understood, or given twice.\n${usage}`);
    }
  }
  if (!parts.on) throw new SandboxUsageError(`Fault "${text}" does not say what it strikes.\n${usage}`);
  const fault: Fault = { ...parts, on: parts.on, kind };
  readyFault(fault);
  return fault;
}

function readWord(parts: Parts, name: string, value: string | undefined): boolean {
  if (['before', 'after', 'late'].includes(name)) return readWhen(parts, name, value);
  if (!value) return false;
  const target = targets.get(name);
  if (target) return setOnce(parts, 'on', target(value));
  switch (name) {
    case 'times':
      return setOnce(parts, 'times', numberIn(value));
    case 'retry-after':
      return setOnce(parts, 'retryAfter', { seconds: numberIn(value), as: 'seconds' });
    case 'retry-after-date':
      return setOnce(parts, 'retryAfter', { seconds: numberIn(value), as: 'date' });
    default:
      return false;
  }
}

function readWhen(parts: Parts, when: string, value: string | undefined): boolean {
  if (when === 'late') {
    if (value !== undefined) parts.lateMs = numberIn(value);
    return setOnce(parts, 'when', 'late');
  }
  return value === undefined && setOnce(parts, 'when', when === 'after' ? 'after' : 'before');
}

function setOnce<Key extends keyof Parts>(parts: Parts, key: Key, value: Parts[Key]): boolean {
  if (parts[key] !== undefined) return false;
  parts[key] = value;
  return true;
}

/** Anything that is no whole number becomes NaN, which `readyFault` refuses. */
function numberIn(value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : NaN;
}

function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(faultKinds, text);
}

function kindList(): string {
  const width = Math.max(...Object.keys(faultKinds).map((kind) => kind.length));
  const lines = Object.entries(faultKinds).map(([kind, what]) => `  ${kind.padEnd(width)}  ${what}`);
  return ['The kinds are:', ...lines].join('\n');
}

const usage = [
  'A fault is KIND[:before|after|late[=MS]]:TARGET[:times=N][:retry-after=S|retry-after-date=S]',
  `with TARGET one of ${[...targets.keys()].map((name) => `${name}=…`).join(', ')}`,
  'for example  reset:after:email=jo@example.com  500-html:before:create=7  hang:late=8000:every=50',
].join('\n');
