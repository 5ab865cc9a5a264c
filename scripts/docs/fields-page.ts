import { customerFields, gatheredTargets, rules, type Rule } from '../../packages/core/src/index.js';
import { code, markdownTable } from './markdown-table.js';

/** `docs/fields.md`: the table of customer fields and the rules that mend values. */
export function fieldsPage(): string {
  return [
    '# Fields',
    '',
    'Made by `npm run docs` from `packages/core/src/fields/customer-fields.ts` and `packages/core/src/fields/rules.ts`;',
    'do not edit it by hand.',
    '',
    'What a customer can have, in the order of the create call. The key is the word that `--set field=value` takes.',
    '',
    ...markdownTable(
      ['Key', 'Label', 'Required', 'A good value'],
      customerFields.map(({ key, label, required, expected }) => [
        code(key),
        label,
        required ? 'yes' : 'no',
        expected,
      ]),
    ),
    '',
    '## Labels that are understood',
    '',
    'A column feeds a field when its label is the key, the label or one of the other labels. Case, spaces, punctuation',
    'and invisible characters do not count: `E-mail` is `email`. A column whose label is not here is kept in the result',
    'workbook and not sent. Of two columns for one field the one with the surer label counts; where both are as sure, and',
    'both have values, nobody can say which is meant: an error.',
    '',
    ...markdownTable(
      ['Key', 'Label', 'Other labels'],
      customerFields.map(({ key, label, otherLabels }) => [code(key), label, otherLabels.join(', ')]),
    ),
    '',
    'Some columns feed one field in this row and another in the next:',
    '',
    ...markdownTable(
      ['Target', 'Feeds', 'Labels'],
      gatheredTargets.map(({ key, label, otherLabels, feeds }) => [
        code(key),
        feeds.join(', '),
        [label, ...otherLabels].join(', '),
      ]),
    ),
    '',
    '## Rules that mend a value',
    '',
    'What is certain is mended, and each change is listed in the sheet `Changes` of the result workbook, with its rule.',
    '',
    ...rules.filter(({ sureness }) => sureness === 'certain').flatMap(ruleLines),
    '## Rules that have to be accepted',
    '',
    'What is only likely is told as a suggestion, until `--accept RULE` or the mapping (`accept:`) says that it is right for',
    'the whole list. `--recase` is short for `--accept NAME_RECASED`. `--accept EMAIL_AS_WRITTEN` keeps addresses that look',
    'mistyped.',
    '',
    ...rules.filter(({ sureness }) => sureness === 'likely').flatMap(ruleLines),
  ].join('\n');
}

function ruleLines({ name, why, examples }: Rule): string[] {
  return [
    `### ${name}`,
    '',
    why,
    '',
    ...markdownTable(
      ['Before', 'After'],
      examples.map(({ before, after, given }) => [
        shown(before) + (given === undefined ? '' : ` (with ${given})`),
        shown(after),
      ]),
    ),
    '',
  ];
}

/** Blanks can be seen. */
function shown(text: string): string {
  return text === '' ? '(blank)' : code(JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"'));
}
