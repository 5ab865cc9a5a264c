// `npm run fuzz`: reads made-up files with both parsers; arguments go to fuzz/main.ts.
import { runNode } from './with-pnpm.mjs';

process.exit(
  await runNode([
    '--conditions=@solarproof-import/source',
    '--import',
    'tsx',
    'fuzz/main.ts',
    ...process.argv.slice(2),
  ]),
);
