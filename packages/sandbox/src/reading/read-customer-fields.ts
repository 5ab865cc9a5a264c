import { isCustomerType, typeWords, type CustomerFields } from '../sandbox-customer.js';
import type { UserList } from '../user-list.js';
import { invalid, Refusal } from './refusal.js';

const textFields = [
  'useremail',
  'firstname',
  'surname',
  'email',
  'phone1',
  'phone2',
  'companyname',
  'companyphone',
] as const;
const requiredFields = ['firstname', 'surname', 'email', 'phone1', 'type'] as const;
const knownFields = new Set<string>([...textFields, 'type', 'gststatus']);

type Changes = { -readonly [Key in keyof CustomerFields]?: CustomerFields[Key] };

/**
 * Reads the customer of a create: *Create*'s table, to the letter. That an e-mail needs an `@` with something on both
 * sides is assumed; nothing is said of a phone's form, so any text will do.
 */
export function readNewCustomer(
  data: ReadonlyMap<string, unknown>,
  users: UserList,
): CustomerFields | Refusal {
  for (const field of requiredFields) {
    if (!data.has(field)) return missing(field);
  }
  const given = readChanges(data, users);
  return given instanceof Refusal ? given : withDefaults(given);
}

/** Reads the fields of an update: only what is sent is checked and returned. */
export function readChanges(
  data: ReadonlyMap<string, unknown>,
  users: UserList,
): Partial<CustomerFields> | Refusal {
  const changes: Changes = {};
  const unknown = [...data.keys()].find((field) => !knownFields.has(field));
  if (unknown !== undefined) return invalid(`Unknown field '${unknown}'`);
  for (const field of textFields) {
    const value = data.get(field);
    if (value === undefined) continue;
    if (typeof value !== 'string') return invalid(`Field '${field}' must be a string`);
    changes[field] = value;
  }
  for (const field of requiredFields) {
    const value = data.get(field);
    if (typeof value === 'string' && value.trim() === '') return missing(field);
  }
  return readChoices(changes, data) ?? checkEmails(changes, users) ?? changes;
}

/** Puts `type` and `gststatus` into the changes, or says why not. */
function readChoices(changes: Changes, data: ReadonlyMap<string, unknown>): Refusal | undefined {
  const [type, gststatus] = [data.get('type'), data.get('gststatus')];
  if (isCustomerType(type)) changes.type = type;
  else if (type !== undefined) {
    return invalid(`Field 'type' must be one of ${Object.keys(typeWords).join(', ')}`);
  }
  if (gststatus === 0 || gststatus === 1) changes.gststatus = gststatus;
  else if (gststatus !== undefined) return invalid(`Field 'gststatus' must be the integer 0 or 1`);
  return undefined;
}

function checkEmails({ email, useremail }: Changes, users: UserList): Refusal | undefined {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    return invalid(`Field 'email' is not a valid email`);
  }
  if (useremail !== undefined && !users.knows(useremail)) {
    return new Refusal('USER_NOT_FOUND', `No user exists with email: ${useremail}`);
  }
  return undefined;
}

function withDefaults(given: Changes): CustomerFields {
  return {
    firstname: given.firstname ?? '',
    surname: given.surname ?? '',
    email: given.email ?? '',
    phone1: given.phone1 ?? '',
    phone2: given.phone2 ?? '',
    type: given.type ?? 'RESIDENTIAL',
    companyname: given.companyname ?? '',
    companyphone: given.companyphone ?? '',
    gststatus: given.gststatus ?? 0,
    useremail: given.useremail ?? '',
  };
}

function missing(field: string): Refusal {
  return invalid(`Required field '${field}' is missing`);
}
