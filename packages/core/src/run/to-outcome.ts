import type { CreateAnswer } from '../api/create-answer.js';
import type { FoundCustomer } from '../api/wire.js';
import { oneLine } from '../fields/normalise-text.js';
import { personKey } from '../model/customer-draft.js';
import type { FieldKey } from '../fields/field-key.js';
import { fieldKeys } from '../fields/field-key.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Issue } from '../model/issue.js';
import type { OutcomeOf } from '../model/outcome.js';
import { placeOf } from '../mapping/place-of.js';
import type { SendableRow } from './check-row.js';

/** The vendor's refusal of one row, as an outcome that names the field where the vendor's words do. */
export function rejectedOutcome(
  row: SendableRow,
  mapping: Mapping,
  answer: Extract<CreateAnswer, { kind: 'rejected' | 'owner-unknown' }>,
): OutcomeOf<'rejected'> {
  const code = answer.kind === 'owner-unknown' ? 'USER_NOT_FOUND' : answer.code;
  const field = answer.kind === 'owner-unknown' ? 'useremail' : fieldNamedIn(answer.message);
  return {
    status: 'rejected',
    issues: [vendorIssue(row, mapping, { code, message: answer.message, field })],
  };
}

/** The customer whom Solar Proof has under the row's e-mail already. */
export function existsOutcome(
  row: SendableRow,
  { customerId, firstname, surname }: FoundCustomer,
): OutcomeOf<'exists'> {
  const sameName =
    personKey({ firstname: oneLine(firstname), surname: oneLine(surname) }) === personKey(row.draft);
  return { status: 'exists', customerId, ...(sameName ? {} : { otherName: true }) };
}

/** The vendor says that the e-mail exists, and a look-up does not find it: another key's customer, perhaps. */
export function invisibleOutcome(row: SendableRow, mapping: Mapping, message: string): OutcomeOf<'rejected'> {
  return {
    status: 'rejected',
    issues: [vendorIssue(row, mapping, { code: 'DUPLICATE_EMAIL', message, field: 'email' })],
  };
}

interface VendorWords {
  readonly code: string;
  readonly message: string;
  readonly field: FieldKey | undefined;
}

function vendorIssue(row: SendableRow, mapping: Mapping, { code, message, field }: VendorWords): Issue {
  const found = field === undefined ? undefined : row.draft[field];
  return {
    code: `API_${code}`,
    level: 'error',
    place: placeOf(mapping, row.raw, field),
    ...(field === undefined ? {} : { field }),
    values: { message, ...(found === undefined ? {} : { found }) },
  };
}

/** The vendor puts a field's name into quotes: `Required field 'firstname' is missing`. */
function fieldNamedIn(message: string): FieldKey | undefined {
  return fieldKeys.find((key) => new RegExp(`['"\`]${key}['"\`]`, 'i').test(message));
}
