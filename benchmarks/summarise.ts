import type { Measured } from './measure-all.js';
import type { Figures } from './measure.js';

/** A case's rounds in one row: medians, and how far the rounds lie apart. */
export interface CaseSummary {
  readonly name: string;
  readonly title: string;
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of the seconds: the slowest round less the fastest, in % of the median. */
  readonly noisePercent: number;
  /** The same, of the CPU seconds. */
  readonly cpuNoisePercent: number;
  readonly rowsPerSecond: number;
  readonly rowsPerCpuSecond: number;
  /** The highest of all rounds. */
  readonly peakMegabytes: number;
  /** Customers per second while sending; left out where nothing was sent. */
  readonly createdPerSecond?: number;
  /** What the server's latency would allow. */
  readonly ideal?: number;
}

/** Sums up a case. */
export function summarise({ measured: { name, title, ideal }, rounds }: Measured): CaseSummary {
  const rows = rounds[0]?.rows ?? 0;
  const all = (pick: (round: Figures) => number): number[] => rounds.map(pick);
  const seconds = median(all((round) => round.seconds));
  const cpuSeconds = median(all((round) => round.cpuSeconds));
  const sending = rounds.flatMap((round) =>
    round.sending ? round.sending.customers / round.sending.seconds : [],
  );
  return {
    name,
    title,
    rows,
    seconds,
    cpuSeconds,
    noisePercent: spreadPercent(all((round) => round.seconds)),
    cpuNoisePercent: spreadPercent(all((round) => round.cpuSeconds)),
    rowsPerSecond: rows / seconds,
    rowsPerCpuSecond: rows / cpuSeconds,
    peakMegabytes: Math.max(...all((round) => round.peakMegabytes)),
    ...(sending.length > 0 ? { createdPerSecond: median(sending) } : {}),
    ...(ideal === undefined ? {} : { ideal }),
  };
}

/** The middle of the values, of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 0 ? (upper + (sorted[middle - 1] ?? 0)) / 2 : upper;
}

function spreadPercent(values: readonly number[]): number {
  return ((Math.max(...values) - Math.min(...values)) / median(values)) * 100;
}
