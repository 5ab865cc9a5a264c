/**
 * `npm run fuzz -- --seconds 600 --seed N`: reads files that nobody would make, until the time is up. Ends with 1 where one
 * ended otherwise than in rows or a SourceError, was misread, or took longer than `--patience` seconds.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Told } from './worker.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    patience: { type: 'string', default: '10' },
    output: { type: 'string', default: 'out/fuzz' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const again = `npm run fuzz -- --seed ${values.seed} --seconds ${values.seconds}`;
const kept = path.resolve(values.output, values.seed);
print(`seed ${values.seed}, ${values.seconds} seconds`);
process.exitCode = await fuzz();

/** Gives the exit code. */
async function fuzz(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'solarproof-import-fuzz-'));
  try {
    const { last, wrong, stoppedBy } = await watch(folder);
    if (last?.kind === 'ended') report(last);
    if (stoppedBy !== undefined) print(`stopped at case ${nameOf(last)}`);
    const isHung = last?.kind !== 'ended' && stoppedBy === undefined;
    if (isHung)
      print(`no answer within ${values.patience} seconds, or the process died: case ${nameOf(last)}`);
    if (wrong > 0 || isHung) await keep(folder, isHung);
    if (stoppedBy !== undefined) return stoppedBy === 'SIGINT' ? 130 : 143;
    return wrong === 0 && !isHung ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Watched {
  /** What the worker told last, beside of what went wrong. */
  readonly last: Told | undefined;
  readonly wrong: number;
  readonly stoppedBy: StopSignal | undefined;
}

type StopSignal = 'SIGINT' | 'SIGTERM';

/** Runs the worker and ends it when it says nothing for too long: a reader that hangs cannot be asked to stop. */
async function watch(folder: string): Promise<Watched> {
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [
    folder,
    values.seconds,
    values.seed,
  ]);
  const limit = Number(values.patience) * 1_000;
  let last: Told | undefined;
  let wrong = 0;
  let stoppedBy: StopSignal | undefined;
  const stop = (signal: StopSignal): void => {
    stoppedBy = signal;
    child.kill('SIGKILL');
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let timer = setTimeout(() => child.kill('SIGKILL'), limit * 3);
  child.on('message', (message) => {
    // What worker.ts sends, over a channel that types do not cross.
    const told = message as Told;
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), limit);
    if (told.kind === 'wrong') {
      wrong += 1;
      if (wrong <= 10) print(`case ${nameOf(told)} went wrong: ${told.why.slice(0, 2_000)}`);
    } else last = told;
  });
  // Its last message may come after its exit, and before this.
  await once(child, 'close');
  clearTimeout(timer);
  return { last, wrong, stoppedBy };
}

function report({ counts, slowest, peakMegabytes }: Told & { kind: 'ended' }): void {
  const all = counts.rows + counts.refused + counts.wrong;
  print(`${all} files: ${counts.rows} read, ${counts.refused} refused, ${counts.wrong} wrong`);
  print(`the slowest took ${slowest.seconds.toFixed(3)} seconds: case ${slowest.number}, ${slowest.name}`);
  print(`peak memory of the process ${Math.round(peakMegabytes)} MB`);
}

async function keep(folder: string, isHung: boolean): Promise<void> {
  await mkdir(kept, { recursive: true });
  const names = await readdir(folder);
  for (const name of names) {
    if (name !== 'case' || isHung) await copyFile(path.join(folder, name), path.join(kept, name));
  }
  print(`the files are in ${path.relative(process.cwd(), kept)}; the same cases again: ${again}`);
}

function nameOf(told: Told | undefined): string {
  return told === undefined || told.kind === 'ended' ? '?' : `${told.number} (${told.name})`;
}
