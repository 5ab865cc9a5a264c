/** The documented actions, each with the methods it may be sent with and whether it has a body. */
export const actions = {
  createcustomer: { kind: 'create', methods: ['POST'], query: [] },
  getcustomerid: { kind: 'look-up', methods: ['GET'], query: ['customer_email'] },
  getCustomerByemail: { kind: 'look-up', methods: ['GET'], query: ['customer_email'] },
  getallcustomers: { kind: 'list', methods: ['GET'], query: ['page'] },
  // The page's heading says PUT, its example and its older version POST.
  updatecustomer: { kind: 'update', methods: ['PUT', 'POST'], query: [] },
  deletecustomer: { kind: 'delete', methods: ['POST'], query: [] },
} as const;

export type ActionName = keyof typeof actions;

export function isActionName(name: string | undefined): name is ActionName {
  return name !== undefined && Object.hasOwn(actions, name);
}
