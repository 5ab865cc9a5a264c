import { z } from 'zod';
import { customerTypes } from '../model/customer-draft.js';
import { normaliseGstStatus } from './choice/normalise-gst-status.js';
import { normaliseType } from './choice/normalise-type.js';
import { normaliseEmail, normaliseUserEmail } from './email/normalise-email.js';
import { normaliseCompany, normaliseFirstname, normaliseSurname } from './name/normalise-name.js';
import { isSendableText } from './normalise-text.js';
import { normalisePhone } from './phone/normalise-phone.js';
import { otherLabels } from './other-labels.js';
import { sendablePhone } from './phone/sendable-phone.js';
import type { CustomerField } from './customer-field.js';

const text = { schema: z.string().refine(isSendableText), refusal: 'INVALID', takesAnyText: true } as const;
const email = { schema: z.email().max(254), refusal: 'INVALID' } as const;
const phone = {
  normalise: normalisePhone,
  schema: z.string().regex(sendablePhone),
  refusal: 'INVALID',
} as const;

/** Every field of a customer, in the order in which the API's page names them: the one table behind all that knows fields. */
export const customerFields: readonly CustomerField[] = [
  {
    key: 'firstname',
    label: 'First Name',
    otherLabels: otherLabels.firstname,
    required: true,
    expected: "the person's first name",
    normalise: normaliseFirstname,
    ...text,
  },
  {
    key: 'surname',
    label: 'Surname',
    otherLabels: otherLabels.surname,
    required: true,
    expected: "the person's surname",
    normalise: normaliseSurname,
    ...text,
  },
  {
    key: 'email',
    label: 'Email',
    otherLabels: otherLabels.email,
    required: true,
    expected: 'one e-mail address, e.g. jo@example.com',
    normalise: normaliseEmail,
    ...email,
  },
  {
    key: 'phone1',
    label: 'Phone 1',
    otherLabels: otherLabels.phone1,
    required: true,
    expected: 'an Australian number, e.g. 0491 570 006, 02 5550 1234 or 1300 975 707',
    ...phone,
  },
  {
    key: 'phone2',
    label: 'Phone 2',
    otherLabels: otherLabels.phone2,
    required: false,
    expected: 'an Australian number, e.g. 02 5550 1234',
    ...phone,
  },
  {
    key: 'type',
    label: 'Type',
    otherLabels: otherLabels.type,
    required: true,
    expected: 'RESIDENTIAL, COMMERCIAL or LARGE-SCALE',
    normalise: normaliseType,
    schema: z.enum(customerTypes),
    refusal: 'UNRECOGNISED',
  },
  {
    key: 'companyname',
    label: 'Company Name',
    otherLabels: otherLabels.companyname,
    required: false,
    expected: 'the name of the company',
    normalise: normaliseCompany,
    ...text,
  },
  {
    key: 'companyphone',
    label: 'Company Phone',
    otherLabels: otherLabels.companyphone,
    required: false,
    expected: 'an Australian number, e.g. 1300 975 707',
    ...phone,
  },
  {
    key: 'gststatus',
    label: 'GST Status',
    otherLabels: otherLabels.gststatus,
    required: false,
    expected: '1 (registered for GST) or 0 (not registered)',
    normalise: normaliseGstStatus,
    schema: z.union([z.literal(0), z.literal(1)]),
    refusal: 'UNRECOGNISED',
  },
  {
    key: 'useremail',
    label: 'User Email',
    otherLabels: otherLabels.useremail,
    required: false,
    expected: 'the e-mail address of a Solar Proof user, or nothing',
    normalise: normaliseUserEmail,
    ...email,
  },
];
