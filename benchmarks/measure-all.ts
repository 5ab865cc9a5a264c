import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchmarkCase } from './benchmark-case.js';
import type { Flags } from './flags.js';
import type { Figures } from './measure.js';
import { lastMessage, ownProcess } from './own-process.js';

/** A case and what each of its rounds came to. */
export interface Measured {
  readonly measured: BenchmarkCase;
  readonly rounds: readonly Figures[];
}

/**
 * Makes the lists, then measures round by round, all cases in each: what disturbs the machine for a while disturbs all
 * of them, and ratios within a round hold.
 * @param tell is told what goes on
 * @throws where a case fails
 */
export async function measureAll(flags: Flags, tell: (text: string) => void): Promise<readonly Measured[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'solarproof-import-benchmarks-'));
  try {
    const rowsOf = ({ rowsAtMost = Infinity }: BenchmarkCase): number => Math.min(rowsAtMost, flags.rows);
    for (const rows of new Set(flags.cases.map(rowsOf))) {
      tell(`making lists of ${rows} rows`);
      await lastMessage(ownProcess('make-files.ts', [folder, rows]));
    }
    const rounds = new Map<BenchmarkCase, Figures[]>(flags.cases.map((each) => [each, []]));
    for (let round = 1; round <= flags.repeat; round += 1) {
      for (const [each, figures] of rounds) {
        tell(`round ${round} of ${flags.repeat}: ${each.name}`);
        const answer = await lastMessage(ownProcess('run-case.ts', [each.name, folder, rowsOf(each)]));
        // What run-case.ts sends, over a channel that types do not cross.
        figures.push(answer as Figures);
      }
    }
    return [...rounds].map(([measured, figures]) => ({ measured, rounds: figures }));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
