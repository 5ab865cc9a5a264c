import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchmarkCase, HostileDone, HostileRead } from '../benchmark-case.js';

/** What takes longer is ended: it would not be done in a useful time. */
const patienceSeconds = 30;

/** Every hostile workbook, read to its end or its refusal in a process of its own that has nothing but the reader. */
export const refusingHostile: BenchmarkCase = {
  name: 'refusing-hostile',
  title: 'hostile workbooks, a process each',
  rowsAtMost: 1,
  onlyWhenNamed: true,
  setUp: async ({ folder }) => {
    const { hostileWorkbooks } = await import('@solarproof-import/testkit/hostile-workbooks');
    const files: { readonly title: string; readonly file: string }[] = [];
    for (const [at, { title, make }] of hostileWorkbooks.entries()) {
      const file = path.join(folder, `${at}.xlsx`);
      await writeFile(file, make());
      files.push({ title, file });
    }
    const run = async () => {
      const bare = (await readAlone('')).megabytes;
      const reads: HostileRead[] = [];
      for (const { title, file } of files) reads.push({ title, ...(await readAlone(file)) });
      return { rows: files.length, hostile: summed(reads, bare) };
    };
    return { run };
  },
};

/** Starts the reader without a loader for TypeScript, as it is shipped. */
async function readAlone(file: string): Promise<Omit<HostileRead, 'title'>> {
  const script = fileURLToPath(new URL('../read-alone.mjs', import.meta.url));
  const child = fork(script, [file], {
    execArgv: ['--heap-growing-percent=100'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceSeconds * 1_000);
  let answer: Omit<HostileRead, 'title'> = { end: 'no answer', seconds: patienceSeconds, megabytes: 0 };
  child.on('message', (message) => {
    // What read-alone.mjs sends, over a channel that types do not cross.
    answer = message as Omit<HostileRead, 'title'>;
  });
  // Its last message may come after its exit, and before this.
  await once(child, 'close');
  clearTimeout(timer);
  return answer;
}

function summed(reads: readonly HostileRead[], bareMegabytes: number): HostileDone {
  return {
    bareMegabytes,
    slowest: reads.toSorted((one, other) => other.seconds - one.seconds)[0],
    hungriest: reads.toSorted((one, other) => other.megabytes - one.megabytes)[0],
    beyond: reads.filter(
      ({ end, seconds, megabytes }) => !/^(rows|SOURCE_)/.test(end) || seconds >= 2 || megabytes >= 150,
    ),
  };
}
