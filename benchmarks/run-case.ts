/** A process of its own that measures one round of one case: `run-case.ts NAME FOLDER ROWS`. Answers with figures. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { benchmarkCases } from './benchmark-cases.js';
import { measure } from './measure.js';
import { sourceFiles } from './source-files.js';

const [name = '', folder = '', rows = ''] = process.argv.slice(2);
const found = benchmarkCases.find((known) => known.name === name);
if (!found) throw new Error(`no case is called ${name}`);
const own = path.join(folder, `${name}-${process.pid}`);
await mkdir(own);
const ready = await found.setUp({
  files: sourceFiles(folder, Number(rows)),
  rows: Number(rows),
  folder: own,
});
const figures = await measure(ready);
await ready.close?.();
process.send?.(figures);
process.disconnect?.();
