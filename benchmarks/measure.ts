import { performance } from 'node:perf_hooks';
import type { CaseDone, ReadyCase } from './benchmark-case.js';

/** What one round of a case came to. */
export interface Figures extends CaseDone {
  readonly seconds: number;
  /** User and system time of the whole process, its threads included. */
  readonly cpuSeconds: number;
  /** The most memory that the process ever had (resident), Node itself and what was loaded included. */
  readonly peakMegabytes: number;
}

/** Measures one round in this process. The peak is the process's own, so one process measures one round. */
export async function measure(ready: ReadyCase): Promise<Figures> {
  globalThis.gc?.();
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const done = await ready.run();
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakMegabytes = process.resourceUsage().maxRSS / 1_024;
  return { ...done, seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes };
}
