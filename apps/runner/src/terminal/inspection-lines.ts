import {
  columnLetters,
  describeIssue,
  fieldKeys,
  targetLabel,
  type CheckedRow,
  type InspectedColumn,
  type Inspection,
} from '@solarproof-import/importer';
import { howSure } from './how-sure.js';
import type { Screen } from './screen.js';
import { shorten, wrap } from './wrap.js';

/** What was found in a list, for a person. */
export function inspectionLines(inspection: Inspection, screen: Screen): string[] {
  const { source, mapping, header, rows, notices, missing } = inspection;
  const { paint, width } = screen;
  const sheet = mapping.sheet === '' ? '' : `sheet "${mapping.sheet}", `;
  const where = header.row.row === 0 ? 'no header' : `header in row ${header.row.row}`;
  const profile =
    mapping.profile === undefined ? [] : [`  mapping "${mapping.profile}", saved for these labels`];
  const above =
    header.above.length === 0 ? [] : [`  rows above the header left out: ${listed(header.above)}`];
  const told = notices.map((notice) => `  ${describeIssue(notice).problem}`);
  const lacking =
    missing.length === 0
      ? []
      : [
          '',
          ...wrap(
            `Nothing feeds ${missing.map(({ label }) => label).join(', ')}: use a mapping, or --set field=value.`,
            width,
          ),
        ];
  return [
    `${paint.bold(source.name)}   ${sheet}${where}, ${rows === 1 ? '1 row' : `${rows} rows`}`,
    ...[...profile, ...above, ...told].flatMap((line) => wrap(line, width)),
    '',
    ...columnLines(inspection.columns, screen),
    ...lacking,
    ...firstLines(inspection.first, screen),
  ];
}

const mostColumns = 60;

/** The columns as a table: letter, name, what it feeds; below each how sure that is, and three samples. */
function columnLines(columns: readonly InspectedColumn[], { paint, width }: Screen): string[] {
  const shown = columns.slice(0, mostColumns);
  const names = shown.map(({ name }) => shorten(name, 28));
  const feeds = shown.map(({ target }) => (target === undefined ? '–' : targetLabelOf(target)));
  const nameWidth = Math.max(6, ...names.map(({ length }) => length));
  const feedWidth = Math.max(5, ...feeds.map(({ length }) => length));
  const letterWidth = Math.max(1, columnLetters(Math.max(0, shown.length - 1)).length);
  const room = width - letterWidth - nameWidth - feedWidth - 8;
  const lines = shown.map((column, index) => {
    const start = `  ${columnLetters(column.column).padEnd(letterWidth)}  ${(names[index] ?? '').padEnd(nameWidth)}  ${(feeds[index] ?? '').padEnd(feedWidth)}  `;
    const samples = column.samples.map((sample) => shorten(sample, 24)).join(' | ');
    const isClear = column.target !== undefined && column.suggestion === undefined;
    const text = isClear ? samples : [howSure(column), samples].filter((part) => part !== '').join(': ');
    return `${start}${paint.dim(shorten(text, room))}`.trimEnd();
  });
  const more = columns.length - shown.length;
  return more > 0 ? [...lines, `  and ${more} more columns`] : lines;
}

function targetLabelOf(target: NonNullable<InspectedColumn['target']>): string {
  return fieldKeys.some((key) => key === target) ? target : targetLabel(target).toLowerCase();
}

function firstLines(first: readonly CheckedRow[], { width }: Screen): string[] {
  if (first.length === 0) return [];
  return [
    '',
    first.length === 1
      ? 'What would be sent for the first row'
      : `What would be sent for the first ${first.length} rows`,
    ...first.flatMap((checked) => {
      const head = `  row ${checked.raw.row}  `;
      return wrap(`${head}${rowText(checked)}`, width - 2).map((line, index) =>
        index === 0 ? line.trimEnd() : `      ${line.trim()}`,
      );
    }),
  ];
}

function rowText(checked: CheckedRow): string {
  switch (checked.kind) {
    case 'ready':
    case 'duplicate': {
      const values = fieldKeys.flatMap((key) => {
        const value = checked.draft[key];
        return value === undefined ? [] : [`${key}=${shorten(String(value), 40)}`];
      });
      return checked.kind === 'ready'
        ? values.join('  ')
        : `duplicate of row ${checked.of}: ${values.join('  ')}`;
    }
    case 'invalid':
      return `invalid: ${checked.issues.map((issue) => describeIssue(issue).headline).join('; ')}`;
    case 'skipped':
      return `left out: ${checked.reason.replaceAll('-', ' ')}`;
  }
}

function listed(rows: readonly number[]): string {
  return rows.length > 8 ? `${rows.slice(0, 8).join(', ')} …` : rows.join(', ');
}
