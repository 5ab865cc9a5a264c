import { choiceRules } from './choice/choice-rules.js';
import { emailRules } from './email/email-rules.js';
import { nameRules } from './name/name-rules.js';
import { phoneRules } from './phone/phone-rules.js';
import { rowRules } from './row-rules.js';
import { textRules } from './text-rules.js';
import type { Rule } from './rule.js';

/** Every rule that mends a value, by what it is about. */
export const rules: readonly Rule[] = [
  ...textRules,
  ...nameRules,
  ...emailRules,
  ...phoneRules,
  ...choiceRules,
  ...rowRules,
];

const byName: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));

/** The rule of that name; `undefined` where there is none. */
export function ruleNamed(name: string): Rule | undefined {
  return byName.get(name);
}

/** Why a rule changed a value, as a sentence for the `Changes` sheet. */
export function describeRule(rule: string): string {
  return byName.get(rule)?.why ?? '';
}

/** What `--accept` and a profile can name: the likely rules, and to leave an odd e-mail as it is written. */
export const acceptable: readonly string[] = [
  ...rules.filter(({ sureness }) => sureness === 'likely').map(({ name }) => name),
  'EMAIL_AS_WRITTEN',
];
