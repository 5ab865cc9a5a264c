import { typeWords, type SandboxCustomer } from '../sandbox-customer.js';
import type { UserList } from '../user-list.js';

// Eastern Australian standard time, as the vendor's dates carry no zone (assumed).
const vendorZoneMs = 10 * 60 * 60 * 1000;

/**
 * A customer in the documented shape of a reply. The document shows `creation_date` with and without a time and
 * `customer_notes` as an array and as `""`: a look-up answers the one, a list the other, so that a client meets both.
 */
export function customerObject(
  customer: SandboxCustomer,
  users: UserList,
  form: 'look-up' | 'list',
): Readonly<Record<string, unknown>> {
  const created = new Date(new Date(customer.created).getTime() + vendorZoneMs).toISOString();
  const inList = form === 'list';
  return {
    customer_id: String(customer.id),
    gst_status: customer.gststatus === 1 ? 'GST Registered' : 'Not GST Registered',
    customer_first_name: customer.firstname,
    customer_last_name: customer.surname,
    customer_phone_1: customer.phone1,
    customer_phone_2: customer.phone2,
    customer_email: customer.email,
    customer_type: typeWords[customer.type],
    company_name: customer.companyname,
    company_phone: customer.companyphone,
    owner_user_info: users.ownerInfo(customer.useremail),
    creation_date: inList ? created.slice(0, 19).replace('T', ' ') : created.slice(0, 10),
    customer_notes: inList ? '' : [],
    customer_status: 'New',
    projects: [],
  };
}
