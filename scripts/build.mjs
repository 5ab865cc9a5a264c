import { installAndBuild } from './with-pnpm.mjs';

await installAndBuild();
