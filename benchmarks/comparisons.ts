import type { Measured } from './measure-all.js';
import type { Figures } from './measure.js';
import { median, summarise } from './summarise.js';

/** What the table does not say by itself, a sentence each. */
export function comparisons(all: readonly Measured[]): readonly string[] {
  return [
    ...withExceljs(all),
    ...all.flatMap(refusing),
    ...all.flatMap(sending),
    ...all.flatMap((one) => withoutJournal(one, all)),
  ];
}

function withExceljs(all: readonly Measured[]): string[] {
  const [ours, theirs] = ['reading-xlsx', 'reading-xlsx-exceljs'].map((name) =>
    all.find(({ measured }) => measured.name === name),
  );
  if (!ours || !theirs) return [];
  const ratio = (pick: (round: Figures) => number): string =>
    median(
      ours.rounds.map((round, index) => {
        const other = theirs.rounds[index];
        return other ? pick(round) / pick(other) : Number.NaN;
      }),
    ).toFixed(2);
  return [
    `Reading XLSX takes ${ratio((round) => round.seconds)} of the time of exceljs's streaming reader, ` +
      `${ratio((round) => round.cpuSeconds)} of its CPU, ${ratio((round) => round.peakMegabytes)} of its memory.`,
  ];
}

function withoutJournal({ measured, rounds }: Measured, all: readonly Measured[]): string[] {
  const other = all.find(({ measured: { name } }) => name === measured.comparedWith);
  if (other === undefined) return [];
  const shares = rounds.flatMap((round, index) => {
    const without = other.rounds[index]?.sending;
    if (round.sending === undefined || without === undefined) return [];
    return [(round.sending.customers / round.sending.seconds / (without.customers / without.seconds)) * 100];
  });
  return [
    `${measured.title}: ${median(shares).toFixed(1)} % of the customers a second of ${measured.comparedWith}.`,
  ];
}

function refusing({ rounds }: Measured): string[] {
  return rounds.flatMap(({ hostile, rows }) => {
    if (hostile?.slowest === undefined || hostile.hungriest === undefined) return [];
    const { bareMegabytes, slowest, hungriest, beyond } = hostile;
    const above = Math.round(hungriest.megabytes - bareMegabytes);
    return [
      `Of ${rows} hostile workbooks the slowest took ${slowest.seconds.toFixed(2)} s (${slowest.title}: ${slowest.end}), ` +
        `the hungriest ${above} MB above the ${Math.round(bareMegabytes)} MB of Node and the reader (${hungriest.title}).`,
      ...beyond.map(({ title, end, seconds, megabytes }) => {
        return `Beyond 2 s or 150 MB: ${title}, ${end}, ${seconds.toFixed(2)} s, ${Math.round(megabytes)} MB.`;
      }),
    ];
  });
}

function sending(measured: Measured): string[] {
  const { title, createdPerSecond, ideal } = summarise(measured);
  if (createdPerSecond === undefined) return [];
  const share =
    ideal === undefined ? '' : `, ${((createdPerSecond / ideal) * 100).toFixed(1)} % of the ideal ${ideal}`;
  return [`${title}: ${Math.round(createdPerSecond)} customers a second while sending${share}.`];
}
