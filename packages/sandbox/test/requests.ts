import type { SandboxReply } from '../src/sandbox-reply.js';
import type { SandboxRequest } from '../src/sandbox-request.js';

const json = { 'content-type': 'application/json' };

/** The `data` of a create as the document wants it. */
export const joData = {
  apikey: 'sandbox',
  action: 'createcustomer',
  firstname: 'Jo',
  surname: 'Nguyen',
  email: 'jo@example.com',
  phone1: '0491570006',
  type: 'RESIDENTIAL',
};

export function write(
  action: string,
  data: Readonly<Record<string, unknown>>,
  method = 'POST',
): SandboxRequest {
  const url = `/apidata.php?api_key=sandbox&action=${action}`;
  return { method, url, headers: json, body: JSON.stringify({ data }) };
}

/** A create of Jo, some fields changed; `undefined` leaves one out. */
export function create(changes: Readonly<Record<string, unknown>> = {}): SandboxRequest {
  return write('createcustomer', { ...joData, ...changes });
}

export function read(query: string): SandboxRequest {
  return { method: 'GET', url: `/apidata.php?api_key=sandbox&${query}`, headers: {}, body: '' };
}

export function lookUp(email: string): SandboxRequest {
  return read(`action=getcustomerid&customer_email=${encodeURIComponent(email)}`);
}

export function update(data: Readonly<Record<string, unknown>>, method?: string): SandboxRequest {
  return write('updatecustomer', { apikey: 'sandbox', action: 'updatecustomer', ...data }, method);
}

export function remove(data: Readonly<Record<string, unknown>>): SandboxRequest {
  return write('deletecustomer', { apikey: 'sandbox', action: 'deletecustomer', ...data });
}

/** The status and the body of an answer, read as JSON; other replies as they are. */
export function told(reply: SandboxReply): unknown {
  if (reply.kind !== 'answer') return reply.kind;
  const value: unknown = JSON.parse(reply.body);
  return { status: reply.status, body: value };
}

/** A page of the list. */
export function list(page: number): SandboxRequest {
  return read(`action=getallcustomers&page=${page}`);
}
