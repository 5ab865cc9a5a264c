import type { Surroundings } from '../surroundings.js';

/** Prints one event of `--json` that is none of a run: one line of JSON on standard output. */
export function printEvent(
  { stdout }: Pick<Surroundings, 'stdout'>,
  told: { readonly event: string; readonly time: Date; readonly [fact: string]: unknown },
): void {
  stdout.write(`${JSON.stringify(told)}\n`);
}
