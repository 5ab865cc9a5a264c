import type { Readable, Writable } from 'node:stream';

/** All that the program touches of the process it runs in; tests give their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Calls back on SIGINT, and on SIGTERM and what means the same, until the returned function is called. */
  onSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void;
}

/** Those of this process. */
export function processSurroundings(): Surroundings {
  const { env, stdin, stdout, stderr } = process;
  return { env, stdin, stdout, stderr, onSignal: onProcessSignal };
}

/** A closed terminal, a dropped SSH session or a closed console window ends a run as SIGTERM does. */
const signals = [
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGHUP', 'SIGTERM'],
  ['SIGBREAK', 'SIGTERM'],
] as const;

function onProcessSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  const listeners = signals.map(([signal, meaning]) => [signal, () => listener(meaning)] as const);
  for (const [signal, onSignal] of listeners) process.on(signal, onSignal);
  return () => {
    for (const [signal, onSignal] of listeners) process.off(signal, onSignal);
  };
}
