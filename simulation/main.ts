/**
 * `npm run simulate -- --seeds 100000 --from 1`: simulates so many seeds, one after the other. Ends with 1 where a promise was
 * broken; `--trace` tells all that happens in one. `--table 100000` counts instead what three clients double in so many rows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { doublesTable } from './doubles-table.js';
import { simulate } from './scenario.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    trace: { type: 'boolean', default: false },
    table: { type: 'string' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const from = Number(values.from);
const folder = await mkdtemp(path.join(tmpdir(), 'solarproof-import-simulation-'));
try {
  process.exitCode = values.table === undefined ? await simulateAll() : await tell(Number(values.table));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Gives the exit code. */
async function simulateAll(): Promise<number> {
  const found: number[] = [];
  let [goes, deaths, creates] = [0, 0, 0];
  for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
    const told = await simulate(seed, { folder, onTrace: values.trace ? print : undefined });
    goes += told.goes;
    deaths += told.deaths;
    creates += told.creates;
    if (told.broken.length === 0) continue;
    found.push(seed);
    print(`seed ${seed}: ${told.broken.join(' · ')}\n  npm run simulate -- --from ${seed} --seeds 1 --trace`);
  }
  print(
    `${values.seeds} seeds from ${from}: ${goes} goes, ${deaths} deaths, ${creates} creates; ${found.length} broken`,
  );
  return found.length === 0 ? 0 : 1;
}

async function tell(rows: number): Promise<number> {
  for (const { emails, client, doubled, ownAsDuplicates } of await doublesTable(rows, folder))
    print(
      `${emails.padEnd(10)}  ${client.padEnd(52)} ${doubled} doubled, ${ownAsDuplicates} of its own taken for known`,
    );
  return 0;
}
