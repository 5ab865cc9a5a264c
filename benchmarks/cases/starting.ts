import type { BenchmarkCase } from '../benchmark-case.js';

/** Nothing: what Node, the loader of this folder's TypeScript and all packages take before anything is done. */
export const starting: BenchmarkCase = {
  name: 'starting',
  title: 'nothing: Node, tsx, packages loaded',
  setUp: () => Promise.resolve({ run: () => Promise.resolve({ rows: 0 }) }),
};
