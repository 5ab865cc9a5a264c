// `npm run check`: format, lint, types, unused code, lockfile. Runs all of them and fails if one does.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, runNode } from './with-pnpm.mjs';

const checks = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '.'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

const failed = [];
for (const { name, args } of checks) {
  const code = await runNode(args, { quiet: true });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (code !== 0) failed.push(name);
}

const lockfile = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8');
const addresses = lockfile.split('\n').filter((line) => /tarball:|https?:\/\//.test(line));
console.log(`${addresses.length === 0 ? 'ok    ' : 'FAILED'} lockfile without addresses`);
if (addresses.length > 0) failed.push('lockfile', ...addresses);

if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
