import { PassThrough } from 'node:stream';
import type { Surroundings } from '../src/surroundings.js';

/** Surroundings whose output is kept. With `terminal`, they look like one that is 100 columns wide. */
export function fakeSurroundings({
  terminal,
  env = {},
}: {
  terminal: boolean;
  env?: Record<string, string>;
}) {
  const stream = () =>
    Object.assign(new PassThrough().setEncoding('utf8'), { isTTY: terminal, columns: 100 });
  const [stdin, stdout, stderr] = [stream(), stream(), stream()];
  const surroundings: Surroundings = { env, stdin, stdout, stderr, onSignal: () => () => undefined };
  const text = (kept: PassThrough): string => String(kept.read() ?? '');
  return { surroundings, stdout: () => text(stdout), stderr: () => text(stderr) };
}
