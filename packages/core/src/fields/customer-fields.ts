import { z } from 'zod';
import { customerTypes } from '../model/customer-draft.js';
import { normaliseGstStatus, normaliseType } from './normalise-choice.js';
import { normalisePhone, nationalPhone } from './normalise-phone.js';
import { isSendableText, normaliseText } from './normalise-text.js';
import type { CustomerField } from './customer-field.js';

const text = {
  normalise: normaliseText,
  schema: z.string().refine(isSendableText),
  refusal: 'INVALID',
  takesAnyText: true,
} as const;
const email = { normalise: normaliseText, schema: z.email().max(254), refusal: 'INVALID' } as const;
const phone = {
  normalise: normalisePhone,
  schema: z.string().regex(nationalPhone),
  refusal: 'INVALID',
} as const;

/** Every field of a customer, in the order in which the API's page names them: the one table behind all that knows fields. */
export const customerFields: readonly CustomerField[] = [
  {
    key: 'firstname',
    label: 'First Name',
    otherLabels: [
      'Given Name',
      'Given Names',
      'Forename',
      'Christian Name',
      'Customer First Name',
      'Contact First Name',
    ],
    required: true,
    expected: "the person's first name",
    ...text,
  },
  {
    key: 'surname',
    label: 'Surname',
    otherLabels: ['Last Name', 'Family Name', 'Customer Last Name', 'Customer Surname', 'Contact Last Name'],
    required: true,
    expected: "the person's surname",
    ...text,
  },
  {
    key: 'email',
    label: 'Email',
    otherLabels: ['Email Address', 'Mail', 'Customer Email', 'Contact Email', 'Primary Email', 'Email 1'],
    required: true,
    expected: 'one e-mail address, e.g. jo@example.com',
    ...email,
  },
  {
    key: 'phone1',
    label: 'Phone 1',
    otherLabels: [
      'Phone',
      'Phone Number',
      'Phone No',
      'Telephone',
      'Tel',
      'Mobile',
      'Mobile Phone',
      'Mobile Number',
      'Mobile No',
      'Mob',
      'Cell',
      'Cell Phone',
      'Primary Phone',
      'Main Phone',
      'Contact Number',
      'Contact Phone',
      'Customer Phone',
      'Customer Phone 1',
    ],
    required: true,
    expected: 'an Australian number, e.g. 0491 570 006, 02 5550 1234 or 1300 975 707',
    ...phone,
  },
  {
    key: 'phone2',
    label: 'Phone 2',
    otherLabels: [
      'Second Phone',
      'Secondary Phone',
      'Other Phone',
      'Alternative Phone',
      'Alternate Phone',
      'Alt Phone',
      'Home Phone',
      'Work Phone',
      'After Hours Phone',
      'Landline',
      'Customer Phone 2',
    ],
    required: false,
    expected: 'an Australian number, e.g. 02 5550 1234',
    ...phone,
  },
  {
    key: 'type',
    label: 'Type',
    otherLabels: ['Customer Type', 'Category', 'Customer Category', 'Segment'],
    required: true,
    expected: 'RESIDENTIAL, COMMERCIAL or LARGE-SCALE',
    normalise: normaliseType,
    schema: z.enum(customerTypes),
    refusal: 'UNRECOGNISED',
  },
  {
    key: 'companyname',
    label: 'Company Name',
    otherLabels: ['Company', 'Business', 'Business Name', 'Organisation', 'Organization', 'Trading Name'],
    required: false,
    expected: 'the name of the company',
    ...text,
  },
  {
    key: 'companyphone',
    label: 'Company Phone',
    otherLabels: ['Company Phone Number', 'Business Phone', 'Office Phone', 'Company Telephone'],
    required: false,
    expected: 'an Australian number, e.g. 1300 975 707',
    ...phone,
  },
  {
    key: 'gststatus',
    label: 'GST Status',
    otherLabels: ['GST', 'GST Registered', 'Registered for GST'],
    required: false,
    expected: '1 (registered for GST) or 0 (not registered)',
    normalise: normaliseGstStatus,
    schema: z.union([z.literal(0), z.literal(1)]),
    refusal: 'UNRECOGNISED',
  },
  {
    key: 'useremail',
    label: 'User Email',
    otherLabels: ['Owner', 'Owner Email', 'Assigned To', 'Sales Rep Email', 'Salesperson Email', 'User'],
    required: false,
    expected: 'the e-mail address of a Solar Proof user, or nothing',
    ...email,
  },
];
