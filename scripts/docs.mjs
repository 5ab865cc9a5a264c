// `npm run docs`: writes those pages of docs/ anew that are made from the code.
import { runNode } from './with-pnpm.mjs';

process.exit(
  await runNode(['--conditions=@solarproof-import/source', '--import', 'tsx', 'scripts/docs/write-pages.ts']),
);
