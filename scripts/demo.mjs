// `npm run demo`: installs, builds, and imports fixtures/sheets/customers.xlsx into the built-in sandbox.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installAndBuild, root, runNode } from './with-pnpm.mjs';

const out = path.join(root, 'out', 'demo');
const list = 'customers.xlsx';

console.log('Installing and building (a minute the first time) …');
await installAndBuild({ quiet: true });

// A state of its own and a fresh one, so that the demo shows the same each time and touches nothing of the user's.
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
copyFileSync(path.join(root, 'fixtures/sheets', list), path.join(out, list));

const command = path.join(root, 'apps/runner/bin/solarproof-import.js');
const words = ['run', list, '--sandbox', '--yes', '--state-dir', 'state'];
console.log(`\n$ solarproof-import run ${list} --sandbox --yes\n`);
const exitCode = await runNode([command, ...words], { cwd: out });
console.log(
  `\nThe list and its result are in ${path.relative(process.cwd(), out)}. In this checkout the command is`,
);
console.log('  node apps/runner/bin/solarproof-import.js --help');

// 4 is what this list should end with: a few of its rows are wrong on purpose.
process.exit(exitCode === 4 ? 0 : exitCode || 1);
