import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import {
  createSandbox,
  parseFault,
  serveSandbox,
  type Sandbox,
  type SandboxOptions,
} from '@solarproof-import/sandbox';
import { readAll } from '@solarproof-import/testkit';
import { expect } from 'vitest';
import { CliFolder, ending, listOf, type Ended } from '../run-cli.js';

/** The key of these runs: it must be seen nowhere. */
const killsKey = 'sk-kills-4f8a1c7d90';

/** How one run is killed. */
export interface Kill {
  /** `NAME#N` of `fail-points.mjs`, or after so many milliseconds. */
  readonly at: { readonly point: string } | { readonly afterMs: number };
  readonly concurrency: number;
  readonly emails: NonNullable<SandboxOptions['emails']>;
  /** As `--fault` takes them. */
  readonly faults?: readonly string[];
  readonly latencyMs?: number;
  readonly rows?: number;
}

/** What killing one run came to. */
export interface KilledRun {
  readonly folder: CliFolder;
  readonly sandbox: Sandbox;
  /** The run itself; its code is `null` where it was killed. */
  readonly first: Ended;
  readonly resumed: readonly Ended[];
}

const failPoints = pathToFileURL(fileURLToPath(new URL('fail-points.mjs', import.meta.url))).href;
const pace = ['--timeout', '1', '--settle', '1.5'];
const mostResumes = 8;

/** Kills a run, resumes it until it ends, and holds what came of it to what was promised. */
export async function killAndResume(kill: Kill): Promise<KilledRun> {
  const { at, concurrency, emails, faults = [], latencyMs = 3, rows = 12 } = kill;
  const folder = await CliFolder.make();
  await folder.write('list.csv', listOf(rows));
  const sandbox = createSandbox({ keys: [killsKey], emails, latencyMs, faults: faults.map(parseFault) });
  const served = await serveSandbox(sandbox, { port: 0 });
  try {
    const env = { SOLARPROOF_API_KEY: killsKey, SOLARPROOF_API_URL: served.url };
    const words = ['run', 'list.csv', '--yes', '--concurrency', String(concurrency), ...pace];
    const hooks = 'point' in at ? { NODE_OPTIONS: `--import ${failPoints}`, FAIL_POINT: at.point } : {};
    const child = folder.start(words, { ...env, ...hooks });
    const timer = 'afterMs' in at ? setTimeout(() => child.kill('SIGKILL'), at.afterMs) : undefined;
    const first = await ending(child);
    clearTimeout(timer);
    if ('point' in at)
      expect([child.signalCode, at.point, first.stderr]).toEqual(['SIGKILL', at.point, first.stderr]);
    const resumed = await goOnUntilDone(folder, env);
    await holdToPromise({ folder, sandbox, rows });
    const creates = sandbox.requests.creates;
    const again = await folder.run(['resume', ...pace], env);
    expect([again.code, sandbox.requests.creates], again.stderr).toEqual([0, creates]);
    const all = { folder, sandbox, first, resumed: [...resumed, again] };
    await holdKeyBack(all);
    return all;
  } finally {
    await served.close();
  }
}

/** A run that died before it was noted is none: then the list is run again. */
async function goOnUntilDone(folder: CliFolder, env: Readonly<Record<string, string>>): Promise<Ended[]> {
  const ended: Ended[] = [];
  const known = await folder.run(['history', '--json'], env);
  const wasNoted = known.stdout.includes('"event":"run"');
  for (let go = 0; go < mostResumes; go += 1) {
    const words = wasNoted || go > 0 ? ['resume'] : ['run', 'list.csv', '--yes'];
    const one = await folder.run([...words, ...pace], env);
    ended.push(one);
    if (one.code === 0) return ended;
    expect([5, 4], `${one.stdout}${one.stderr}`).toContain(one.code);
  }
  throw new Error(`not done after ${mostResumes} resumes: ${ended.at(-1)?.stdout ?? ''}`);
}

/** Exactly one customer for each row, and a workbook whose IDs are the server's. */
async function holdToPromise({
  folder,
  sandbox,
  rows,
}: {
  readonly folder: CliFolder;
  readonly sandbox: Sandbox;
  readonly rows: number;
}): Promise<void> {
  await sandbox.idle();
  const emails = Array.from({ length: rows }, (_, index) => `c${index + 2}@example.com`);
  expect(sandbox.customers.map(({ email }) => email).toSorted()).toEqual(emails.toSorted());
  const idOf = new Map(sandbox.customers.map(({ id, email }) => [email, String(id)]));
  const names = (await readdir(folder.dir)).filter((name) => /^list\.result.*\.xlsx$/.test(name));
  const newest = names.toSorted().at(-1) ?? 'no workbook';
  const source = await openXlsx(folder.file(newest), { sheet: 'Results' });
  const [header, ...told] = await readAll(source);
  await source.close();
  const column = (label: string): number => header?.cells.indexOf(label) ?? -1;
  expect(told.map(({ cells }) => cells[column('Import: Row')])).toEqual(
    emails.map((_, index) => String(index + 2)),
  );
  expect(told.map(({ cells }) => cells[column('Import: Customer ID')])).toEqual(
    emails.map((email) => idOf.get(email)),
  );
}

/** The key is in no output and no file, and what is kept is for its owner only. */
async function holdKeyBack({ folder, first, resumed }: KilledRun): Promise<void> {
  for (const { stdout, stderr } of [first, ...resumed]) expect(stdout + stderr).not.toContain(killsKey);
  if (process.platform === 'win32') return;
  for (const entry of await readdir(folder.file('state'), { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(path.join(entry.parentPath, entry.name));
    expect([entry.name, (mode & 0o777).toString(8)]).toEqual([
      entry.name,
      entry.isDirectory() ? '700' : '600',
    ]);
  }
}
