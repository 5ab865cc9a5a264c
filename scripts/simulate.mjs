// `npm run simulate -- --seeds N --from SEED`: simulates runs that die; arguments go to simulation/main.ts.
import { runNode } from './with-pnpm.mjs';

process.exit(
  await runNode([
    '--conditions=@solarproof-import/source',
    '--import',
    'tsx',
    'simulation/main.ts',
    ...process.argv.slice(2),
  ]),
);
