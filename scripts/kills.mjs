// `npm run kills -- --times N --seed S`: kills the built command at N more moments of a run, drawn by the seed, and resumes it.
import { parseArgs } from 'node:util';
import { installAndBuild, runNode } from './with-pnpm.mjs';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});
console.log(`kills: ${values.times} moments, seed ${values.seed}`);
await installAndBuild({ quiet: true });
process.exit(
  await runNode(['node_modules/vitest/vitest.mjs', 'run', 'apps/runner/test/process/kills'], {
    env: { KILLS_TIMES: values.times, KILLS_SEED: values.seed },
  }),
);
