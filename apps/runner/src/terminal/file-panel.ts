import { columnFeeds, leftOut, type PreparedFile } from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { shorten, wrap } from './wrap.js';

/** What was read and what feeds what, for a person. */
export function filePanel(prepared: PreparedFile, { paint, width }: Screen): string[] {
  const { mapping, plan, source } = prepared;
  const sheet = mapping.sheet === '' ? '' : `sheet "${mapping.sheet}", `;
  const where = mapping.headerRow === 0 ? 'no header' : `header in row ${mapping.headerRow}`;
  const fed = mapping.columns.flatMap(({ column, name }) => {
    const feeds = columnFeeds(mapping, column);
    return feeds.length === 0 ? [] : [`${shorten(name, 30)} → ${feeds.join(', ')}`];
  });
  const profile =
    mapping.profile === undefined ? [] : [`mapping "${mapping.profile}", saved for these labels`];
  const given = [...mapping.defaults].map(([field, value]) => `blank ${field} = ${shorten(value, 30)}`);
  return [
    `${paint.bold(source.name)}   ${sheet}${where}, ${rowsOf(plan.counts.rows)}`,
    ...inColumns([...fed, ...given, ...profile], width),
    ...mended(prepared, width),
    ...unmapped(prepared, width).map((line) => paint.dim(line)),
  ];
}

/** The same in few lines, for a log. */
export function fileLines(prepared: PreparedFile, counts: string, width: number): string[] {
  const { plan, source } = prepared;
  const head = `${source.name}: ${rowsOf(plan.counts.rows)}, ${counts}`;
  return [head, ...unmapped(prepared, width), ...mended(prepared, width)];
}

const mostMends = 8;

/** What rules did, equal mends told once. */
function mended({ plan }: PreparedFile, width: number): string[] {
  const groups = plan.mends.done;
  if (groups.length === 0) return [];
  const counts = groups.slice(0, mostMends).map(({ count }) => `${count} ×`);
  const countWidth = Math.max(...counts.map(({ length }) => length));
  const lines = groups.slice(0, mostMends).map(({ told, fields, places, count }, index) => {
    const where = places.join(', ') + (count > places.length ? ' …' : '');
    return shorten(
      `    ${(counts[index] ?? '').padStart(countWidth)}  ${fields.join(', ')}: ${told}   ${where}`,
      width,
    );
  });
  const more = groups.length - mostMends;
  return [
    '  mended',
    ...lines,
    ...(more > 0 ? [`    and ${more} more kinds; the sheet "Changes" has them all`] : []),
  ];
}

function unmapped({ mapping, notices, header, plan }: PreparedFile, width: number): string[] {
  const labels = mapping.columns
    .filter(
      ({ column, label, outdoneBy }) =>
        !mapping.recipe.fed.has(column) && label.trim() !== '' && outdoneBy === undefined,
    )
    .map(({ name }) => shorten(name, 30));
  const others = leftOut({
    header,
    plan,
    notices: notices.filter(({ code }) => code !== 'COLUMN_HAS_NO_TARGET'),
  });
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
