// `npm test`: installs, builds, runs every test. Arguments go to vitest: `npm test -- packages/core`.
import { installAndBuild, runNode } from './with-pnpm.mjs';

await installAndBuild();
process.exit(await runNode(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]));
