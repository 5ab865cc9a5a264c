// `npm run fixtures`: makes those files of fixtures/sheets anew that are made by our own program.
import { runNode } from './with-pnpm.mjs';

process.exit(
  await runNode(['--conditions=@solarproof-import/source', '--import', 'tsx', 'fixtures/make-sheets.ts']),
);
