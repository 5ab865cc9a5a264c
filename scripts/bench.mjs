// `npm run bench`: builds, then measures; arguments go to benchmarks/main.ts.
import { installAndBuild, runNode } from './with-pnpm.mjs';

await installAndBuild({ quiet: true });
process.exit(
  await runNode(['--expose-gc', '--import', 'tsx', 'benchmarks/main.ts', ...process.argv.slice(2)]),
);
