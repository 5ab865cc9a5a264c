export const customerTypes = ['RESIDENTIAL', 'COMMERCIAL', 'LARGE-SCALE'] as const;
export type CustomerType = (typeof customerTypes)[number];

declare const checked: unique symbol;

/** The values of a customer, normalised. Blank optional fields are left out, never sent empty. */
export interface CustomerValues {
  readonly firstname: string;
  readonly surname: string;
  readonly email: string;
  readonly phone1: string;
  readonly phone2?: string;
  readonly type: CustomerType;
  readonly companyname?: string;
  readonly companyphone?: string;
  readonly gststatus?: 0 | 1;
  readonly useremail?: string;
}

/** A customer, checked and normalised, ready to send. Only `validateRow` can make one. */
export interface CustomerDraft extends CustomerValues {
  readonly [checked]: true;
}

/** Who the row is about, for telling a repeated row from a shared e-mail: first name and surname, without case. */
export function personKey(customer: Pick<CustomerValues, 'firstname' | 'surname'>): string {
  return `${customer.firstname}\u0000${customer.surname}`.toLowerCase();
}
