import {
  createRowCheck,
  customerFields,
  describeIssue,
  matchLabels,
  type FieldKey,
  type Issue,
  type IssueLevel,
  type IssueText,
} from '../../packages/core/src/index.js';

/** What a code that belongs to a field says, over all the ways in which a value can earn it. */
export interface FieldIssue {
  readonly code: string;
  readonly field: FieldKey;
  readonly level: IssueLevel;
  readonly headlines: readonly string[];
  readonly suggestions: readonly string[];
}

const good: ReadonlyMap<FieldKey, string> = new Map([
  ['firstname', 'Jo'],
  ['surname', 'Citizen'],
  ['email', 'jo@example.com'],
  ['phone1', '0491570006'],
  ['type', 'RESIDENTIAL'],
]);

/** One of each kind of bad value; a field refuses those that it knows. */
const bad = [
  '',
  'ask Jo',
  '+1 555 010 0199',
  '5550 1234',
  '0491 570 006 1',
  '0991 570 006',
  '6.14915E+10',
  'x',
  '0400 000 000',
  '+64 21 123 4567',
  '+999 1234567',
  'a@example.com; b@example.com',
  'jo@gmial.com',
  'jo@example,com',
  'none@example.com',
  'jo@example.com',
  'Estate of Jo',
  'C/- Jo',
  'Attn Jo',
  'Jo (deceased)',
  'Jo 2',
];

/** Every code that a field's own value can earn, found by checking a row with each kind of bad value in it. */
export function fieldIssues(): readonly FieldIssue[] {
  const found = new Map<
    string,
    Omit<FieldIssue, 'code' | 'headlines' | 'suggestions'> & { texts: IssueText[] }
  >();
  for (const { key } of customerFields) {
    for (const text of bad) {
      for (const issue of issuesWith(key, text)) {
        const known = found.get(issue.code) ?? { field: key, level: issue.level, texts: [] };
        known.texts.push(describeIssue({ ...issue, values: { ...issue.values, found: '…' } }));
        found.set(issue.code, known);
      }
    }
  }
  return [...found].map(([code, { field, level, texts }]) => ({
    code,
    field,
    level,
    headlines: texts.map(({ headline }) => headline),
    suggestions: texts.map(({ suggestion }) => suggestion),
  }));
}

function issuesWith(key: FieldKey, text: string): readonly Issue[] {
  const keys = customerFields.map((field) => field.key);
  const mapping = matchLabels({ row: 1, cells: keys }, 'Customers');
  const cells = keys.map((other) => (other === key ? text : (good.get(other) ?? '')));
  const checked = createRowCheck(mapping)({ row: 2, cells });
  if (checked.kind === 'skipped') return [];
  return checked.kind === 'invalid' ? [...checked.issues, ...checked.warnings] : checked.warnings;
}
