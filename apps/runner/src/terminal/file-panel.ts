import { columnLetters, leftOut, type PreparedFile } from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { shorten, wrap } from './wrap.js';

/** What was read and what feeds what, for a person. */
export function filePanel(prepared: PreparedFile, { paint, width }: Screen): string[] {
  const { mapping, plan, source } = prepared;
  const sheet = mapping.sheet === '' ? '' : `sheet "${mapping.sheet}", `;
  const fed = mapping.columns
    .filter(({ field }) => field !== undefined)
    .map(({ label, field }) => `${shorten(label.trim(), 30)} → ${field}`);
  const given = [...mapping.defaults].map(([field, value]) => `blank ${field} = ${shorten(value, 30)}`);
  return [
    `${paint.bold(source.name)}   ${sheet}header in row ${mapping.headerRow}, ${rowsOf(plan.counts.rows)}`,
    ...inColumns([...fed, ...given], width),
    ...unmapped(prepared, width).map((line) => paint.dim(line)),
  ];
}

/** The same in few lines, for a log. */
export function fileLines(prepared: PreparedFile, counts: string, width: number): string[] {
  const { plan, source } = prepared;
  return [`${source.name}: ${rowsOf(plan.counts.rows)}, ${counts}`, ...unmapped(prepared, width)];
}

function unmapped({ mapping, notices, header }: PreparedFile, width: number): string[] {
  const labels = mapping.columns
    .filter(({ field, label }) => field === undefined && label.trim() !== '')
    .map(({ label, column }) => shorten(label.trim(), 30) || columnLetters(column));
  const others = leftOut({ header, notices: notices.filter(({ code }) => code !== 'COLUMN_HAS_NO_TARGET') });
  const kept =
    labels.length === 0
      ? []
      : [`${labels.join(', ')}: no such field in Solar Proof; kept in the result workbook`];
  return [...kept, ...others].flatMap((text) =>
    wrap(text, width - 4).map((line, index) => `  ${index === 0 ? '' : '  '}${line}`),
  );
}

function inColumns(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 4 + text.length > width) lines.push(`  ${text}`);
    else lines[lines.length - 1] = `${last}    ${text}`;
  }
  return lines;
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
