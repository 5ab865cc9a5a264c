import type { CreateAnswer } from '../api/create-answer.js';
import type { FoundCustomer } from '../api/wire.js';
import type { FieldKey } from '../fields/field-key.js';
import { fieldKeys } from '../fields/field-key.js';
import { identityOf } from '../model/identity.js';
import type { OutcomeOf } from '../model/outcome.js';
import type { SendableRow } from './check-row.js';
import { withoutValues } from './vendor-words.js';

/** The vendor's refusal of one row, as an outcome that names the field where the vendor's words do. */
export function rejectedOutcome(
  { draft }: SendableRow,
  answer: Extract<CreateAnswer, { kind: 'rejected' | 'owner-unknown' }>,
): OutcomeOf<'rejected'> {
  const ofOwner = answer.kind === 'owner-unknown';
  const field = ofOwner ? 'useremail' : fieldNamedIn(answer.message);
  return {
    status: 'rejected',
    code: ofOwner ? 'USER_NOT_FOUND' : answer.code,
    message: withoutValues(answer.message, draft),
    ...(field === undefined ? {} : { field }),
  };
}

/** The customer whom Solar Proof has under the row's e-mail already. */
export function existsOutcome(
  { draft }: { readonly draft: { readonly firstname: string; readonly surname: string } },
  { customerId, firstname, surname }: FoundCustomer,
): OutcomeOf<'exists'> {
  const sameName = nameOf({ firstname, surname }) === nameOf(draft);
  return { status: 'exists', customerId, ...(sameName ? {} : { otherName: true }) };
}

/** As it is compared: PHP may have escaped it for HTML. */
function nameOf({ firstname, surname }: { readonly firstname: string; readonly surname: string }): string {
  return identityOf({ firstname, surname, phone1: '' });
}

/** The vendor says that the e-mail exists, and a look-up does not find it: another key's customer, perhaps. */
export function invisibleOutcome({ draft }: SendableRow, message: string): OutcomeOf<'rejected'> {
  return {
    status: 'rejected',
    code: 'DUPLICATE_EMAIL',
    message: withoutValues(message, draft),
    field: 'email',
  };
}

/** The vendor puts a field's name into quotes: `Required field 'firstname' is missing`. */
function fieldNamedIn(message: string): FieldKey | undefined {
  return fieldKeys.find((key) => new RegExp(`['"\`]${key}['"\`]`, 'i').test(message));
}
