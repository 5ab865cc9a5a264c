import type { ApiRequest } from '../ports.js';
import type { CustomerValues } from '../model/customer-draft.js';

/*
 * The vendor's key names (docs/solarproof-api.md). No other file knows them.
 */

/** A request as it goes out, the key in it. Lives inside a transport's one exchange and nowhere else. */
export interface AuthorisedRequest {
  readonly method: 'GET' | 'POST';
  /** Without the `?`. */
  readonly query: string;
  /** JSON; left out for a GET. */
  readonly body?: string;
}

/** The request that creates a customer. Blank optional fields are left out of the body. */
export function createRequest(customer: CustomerValues): ApiRequest {
  const { firstname, surname, email, phone1, phone2, type, companyname, companyphone, gststatus, useremail } =
    customer;
  const fields = {
    useremail,
    firstname,
    surname,
    email,
    phone1,
    phone2,
    type,
    companyname,
    companyphone,
    gststatus,
  };
  const data: Record<string, string | number> = { action: 'createcustomer' };
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) data[key] = value;
  }
  return { method: 'POST', query: { action: 'createcustomer' }, data };
}

/** The request that looks a customer up by e-mail. */
export function lookUpRequest(email: string): ApiRequest {
  return { method: 'GET', query: { action: 'getcustomerid', customer_email: email } };
}

/** The request for one page of the account's customers, from 1. */
export function listRequest(page: number): ApiRequest {
  return { method: 'GET', query: { action: 'getallcustomers', page: String(page) } };
}

/** Puts the key into URL and body, as the vendor's examples do. Transports call it at the last moment. */
export function authorise(request: ApiRequest, key: string): AuthorisedRequest {
  const pairs = Object.entries({ api_key: key, ...request.query });
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  if (request.data === undefined) return { method: request.method, query };
  return { method: request.method, query, body: JSON.stringify({ data: { apikey: key, ...request.data } }) };
}

/** The ID in an answer to a create: digits, as text or as a number (a PHP server may answer either). */
export function readCustomerId(reply: ReplyObject, key: 'id' | 'customer_id'): string | undefined {
  const id = reply.get(key);
  if (typeof id === 'number') return Number.isSafeInteger(id) && id > 0 ? String(id) : undefined;
  return typeof id === 'string' && /^\d{1,20}$/.test(id.trim()) && /[1-9]/.test(id) ? id.trim() : undefined;
}

/** The error code in an answer, in capitals; `undefined` where there is none. */
export function readCode(reply: ReplyObject): string | undefined {
  const code = reply.get('code');
  return typeof code === 'string' && /^\w[\w .-]{0,79}$/.test(code.trim())
    ? code.trim().toUpperCase().replace(/[ .-]/g, '_')
    : undefined;
}

/** The vendor's words in an answer, on one line, at most 300 characters; `''` where there are none. */
export function readMessage(reply: ReplyObject): string {
  const message = reply.get('message') ?? reply.get('Message');
  return typeof message === 'string' ? message.replace(/\s+/g, ' ').trim().slice(0, 300) : '';
}

/** A customer as a look-up tells of it. Strings as they came; `''` where a key is missing. */
export interface FoundCustomer {
  readonly customerId: string;
  readonly email: string;
  readonly firstname: string;
  readonly surname: string;
  readonly phone1: string;
  /** `2020-11-19`, elsewhere with a time; the vendor's dates have no zone. */
  readonly created: string;
}

/** Reads a customer object; `undefined` where it has no readable ID or no e-mail. */
export function readCustomer(reply: ReplyObject): FoundCustomer | undefined {
  const customerId = readCustomerId(reply, 'customer_id');
  const email = textAt(reply, 'customer_email');
  if (customerId === undefined || email === '') return undefined;
  return {
    customerId,
    email,
    firstname: textAt(reply, 'customer_first_name'),
    surname: textAt(reply, 'customer_last_name'),
    phone1: textAt(reply, 'customer_phone_1'),
    created: textAt(reply, 'creation_date'),
  };
}

/** A JSON object of an answer, its keys beyond reach of `__proto__` and its like. */
export type ReplyObject = ReadonlyMap<string, unknown>;

/** Takes a parsed JSON value for an object of an answer; `undefined` for anything else. */
export function replyObject(value: unknown): ReplyObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}

function textAt(reply: ReplyObject, key: string): string {
  const value = reply.get(key);
  return typeof value === 'string' ? value.trim() : '';
}
