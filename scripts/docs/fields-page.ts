import { customerFields, describeRule, ruleNames } from '../../packages/core/src/index.js';
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
    'workbook and not sent. Two columns for one field are an error.',
    '',
    ...markdownTable(
      ['Key', 'Label', 'Other labels'],
      customerFields.map(({ key, label, otherLabels }) => [code(key), label, otherLabels.join(', ')]),
    ),
    '',
    '## Rules that mend a value',
    '',
    'Only what is certain is mended. Each change is listed in the sheet `Changes` of the result workbook, with its rule.',
    '',
    ...markdownTable(
      ['Rule', 'Why'],
      ruleNames.map((rule) => [code(rule), describeRule(rule)]),
    ),
    '',
  ].join('\n');
}
