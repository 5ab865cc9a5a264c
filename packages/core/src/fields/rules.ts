const reasons: ReadonlyMap<string, string> = new Map([
  [
    'TEXT_SPACES',
    'Spaces at the ends, doubled spaces, line breaks and invisible characters are not part of a value.',
  ],
  [
    'PHONE_NATIONAL_FORM',
    'Solar Proof keeps Australian numbers in national form: digits only, 0 instead of +61.',
  ],
  [
    'PHONE_ZERO_RESTORED',
    'Nine digits from 2, 3, 4, 7 or 8: the leading zero was lost when a spreadsheet took the number for a sum.',
  ],
  ['TYPE_AS_API_WORD', 'Solar Proof knows this type as one word in capitals.'],
]);

/** Why a rule changed a value, as a sentence for the `Changes` sheet. */
export function describeRule(rule: string): string {
  return reasons.get(rule) ?? '';
}

/** Every rule's name. */
export const ruleNames: readonly string[] = [...reasons.keys()];
