/** The fields a customer can have: the create call's own keys (docs/solarproof-api.md, Create). */
export const fieldKeys = [
  'firstname',
  'surname',
  'email',
  'phone1',
  'phone2',
  'type',
  'companyname',
  'companyphone',
  'gststatus',
  'useremail',
] as const;

export type FieldKey = (typeof fieldKeys)[number];
