import type { Readable, Writable } from 'node:stream';

/** All that the program touches of the process it runs in; tests give their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  onSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void;
}

/** Those of this process. */
export function processSurroundings(): Surroundings {
  const { env, stdin, stdout, stderr } = process;
  return { env, stdin, stdout, stderr, onSignal: onProcessSignal };
}

function onProcessSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const listeners = signals.map((signal) => [signal, () => listener(signal)] as const);
  for (const [signal, onSignal] of listeners) process.on(signal, onSignal);
  return () => {
    for (const [signal, onSignal] of listeners) process.off(signal, onSignal);
  };
}
