/** A process that reads one case after another: `worker.ts FOLDER SECONDS SEED`. It tells of each before it reads it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { caseKinds } from './case-kinds.js';
import { judge } from './judge.js';

/** What the worker tells. */
export type Told =
  | { readonly kind: 'begun'; readonly number: number; readonly name: string }
  | { readonly kind: 'wrong'; readonly number: number; readonly name: string; readonly why: string }
  | {
      readonly kind: 'ended';
      readonly counts: Readonly<Record<'rows' | 'refused' | 'wrong', number>>;
      readonly slowest: { readonly seconds: number; readonly number: number; readonly name: string };
      readonly peakMegabytes: number;
    };

const [folder = '', seconds = '', seed = ''] = process.argv.slice(2);
/** So many cases of a kind are made at once from one seed. */
const together = 50;

const tell = (told: Told): void => void process.send?.(told);
const until = performance.now() + Number(seconds) * 1_000;
const counts = { rows: 0, refused: 0, wrong: 0 };
let slowest = { seconds: 0, number: 0, name: '' };
let number = 0;

for (let round = 0; performance.now() < until; round += 1) {
  for (const [name, arbitrary] of caseKinds()) {
    const cases = fc.sample(arbitrary, { seed: Number(seed) + round, numRuns: together });
    for (const each of cases) {
      number += 1;
      const file = path.join(folder, 'case');
      writeFileSync(file, each.bytes);
      tell({ kind: 'begun', number, name });
      const begun = performance.now();
      const verdict = await judge(file, each);
      const took = (performance.now() - begun) / 1_000;
      counts[verdict.kind] += 1;
      if (took > slowest.seconds) slowest = { seconds: took, number, name };
      if (verdict.kind !== 'wrong') continue;
      writeFileSync(path.join(folder, `wrong-${number}`), each.bytes);
      tell({ kind: 'wrong', number, name, why: verdict.why });
    }
    if (performance.now() >= until) break;
  }
}
tell({ kind: 'ended', counts, slowest, peakMegabytes: process.resourceUsage().maxRSS / 1_024 });
process.disconnect?.();
