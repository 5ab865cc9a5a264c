import { emailKey, identityOf, type Intent, type OutcomeOf } from '@solarproof-import/core';

/** The intent to create the customer of a row, for tests of journals. Default: row 2, Jo at jo@example.com. */
export function intentOf(
  changes: Partial<Omit<Intent, 'emailKey'>> & { readonly email?: string } = {},
): Intent {
  const { email = 'jo@example.com', ...rest } = changes;
  return {
    row: 2,
    emailKey: emailKey(email),
    identity: identityOf({ firstname: 'Jo', surname: 'Citizen', phone1: '0491 570 156' }),
    person: 'jo citizen',
    at: new Date('2026-11-23T10:00:00Z'),
    ...rest,
  };
}

/** The same e-mail, another person. */
export const sam = {
  identity: identityOf({ firstname: 'Sam', surname: 'Citizen', phone1: '0491 570 157' }),
  person: 'sam citizen',
};

/** What a journal is told of a row whose customer was created. */
export const created: OutcomeOf<'created'> = { status: 'created', customerId: '79459' };
