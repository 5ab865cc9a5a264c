import type { CaseSummary } from './summarise.js';

const heads = ['case', 'rows', 'seconds', 'noise', 'rows/s', 'CPU s', 'noise', 'rows/CPU s', 'peak MB'];

/** The figures as a Markdown table, which reads as well at a terminal. */
export function table(summaries: readonly CaseSummary[]): string {
  const rows = summaries.map(cellsOf);
  const widths = heads.map((head, column) => {
    return Math.max(head.length, ...rows.map((cells) => (cells[column] ?? '').length));
  });
  const lineOf = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [lineOf(heads), lineOf(rule), ...rows.map(lineOf)].join('\n');
}

function cellsOf(summary: CaseSummary): string[] {
  const hasRows = summary.rows > 0;
  const ofRows = (text: string): string => (hasRows ? text : '');
  return [
    summary.title,
    ofRows(whole(summary.rows)),
    ofRows(summary.seconds.toFixed(2)),
    ofRows(percent(summary.noisePercent)),
    ofRows(whole(summary.rowsPerSecond)),
    ofRows(summary.cpuSeconds.toFixed(2)),
    ofRows(percent(summary.cpuNoisePercent)),
    ofRows(whole(summary.rowsPerCpuSecond)),
    whole(summary.peakMegabytes),
  ];
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function percent(number: number): string {
  return `${Math.round(number)} %`;
}
