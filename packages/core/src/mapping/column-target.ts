import { customerFields } from '../fields/customer-fields.js';
import { fieldKeys, type FieldKey } from '../fields/field-key.js';
import { gatheredLabels } from './gathered-labels.js';

/** What a column can hold that becomes one field or another row by row, and is no field itself. */
export const gatheredKeys = [
  'fullname',
  'companyorsurname',
  'mobile',
  'phone',
  'homephone',
  'workphone',
  'otherphone',
] as const;

export type GatheredKey = (typeof gatheredKeys)[number];

/** What a column feeds: a field, or something that is taken apart for several. */
export type ColumnTarget = FieldKey | GatheredKey;

/** Every target, the fields first. */
export const columnTargets: readonly ColumnTarget[] = [...fieldKeys, ...gatheredKeys];

/** What is known of a target that is no field. */
export interface GatheredTarget {
  readonly key: GatheredKey;
  /** Its name for people. */
  readonly label: string;
  readonly otherLabels: readonly string[];
  /** The fields that it can come to, the usual one first. */
  readonly feeds: readonly FieldKey[];
}

const phones: readonly FieldKey[] = ['phone1', 'phone2'];

/** Every target that is no field, with the labels that people give such a column. */
export const gatheredTargets: readonly GatheredTarget[] = [
  {
    key: 'fullname',
    label: 'Full Name',
    otherLabels: gatheredLabels.fullname,
    feeds: ['firstname', 'surname', 'companyname'],
  },
  {
    key: 'companyorsurname',
    label: 'Co./Last Name',
    otherLabels: gatheredLabels.companyorsurname,
    feeds: ['surname', 'companyname'],
  },
  {
    key: 'mobile',
    label: 'Mobile',
    otherLabels: gatheredLabels.mobile,
    feeds: phones,
  },
  {
    key: 'phone',
    label: 'Phone',
    otherLabels: gatheredLabels.phone,
    feeds: phones,
  },
  {
    key: 'homephone',
    label: 'Home Phone',
    otherLabels: gatheredLabels.homephone,
    feeds: phones,
  },
  {
    key: 'workphone',
    label: 'Work Phone',
    otherLabels: gatheredLabels.workphone,
    feeds: phones,
  },
  {
    key: 'otherphone',
    label: 'Other Phone',
    otherLabels: gatheredLabels.otherphone,
    feeds: phones,
  },
];

/** The fields that a target can come to, the usual one first. */
export function feedsOf(target: ColumnTarget): readonly FieldKey[] {
  const gathered = gatheredTargets.find(({ key }) => key === target);
  if (gathered) return gathered.feeds;
  return customerFields.filter(({ key }) => key === target).map(({ key }) => key);
}

/** A target's name for people. */
export function targetLabel(target: ColumnTarget): string {
  const known = [...customerFields, ...gatheredTargets].find(({ key }) => key === target);
  return known?.label ?? target;
}

/** The targets whose columns are searched for phone numbers, in the order in which a row's first number is looked for. */
export const phoneOrder = [
  'phone1',
  'mobile',
  'phone',
  'homephone',
  'workphone',
  'otherphone',
  'phone2',
] as const;

export type PhoneTarget = (typeof phoneOrder)[number];

/** Says whether a target is one of the phones that become phone 1 and phone 2. */
export function isPhoneTarget(target: ColumnTarget | undefined): target is PhoneTarget {
  return phoneOrder.some((key) => key === target);
}

/** Says whether a target is a field that one column alone can feed. */
export function isFieldTarget(target: ColumnTarget): target is FieldKey {
  return fieldKeys.some((key) => key === target);
}
