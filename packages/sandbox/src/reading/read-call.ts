import type { SandboxRequest } from '../sandbox-request.js';
import { isObject } from '../sandbox-customer.js';
import { actions, isActionName, type ActionName } from './action.js';
import { invalid, Refusal } from './refusal.js';

/** What a request asks for, key and outer shape found right. */
export interface Call {
  /** The query without `api_key` and `action`. */
  readonly query: ReadonlyMap<string, string>;
  /** The body's `data` without `apikey` and `action`; empty for a GET. */
  readonly data: ReadonlyMap<string, unknown>;
}

/** A request, as far as it could be read. */
export interface ReadRequest {
  readonly action: ActionName | undefined;
  /** The e-mail it is about, found even where the request is refused; `''` for none. */
  readonly email: string;
  readonly call: Call | Refusal;
}

/**
 * Reads a request to the letter of *Create*, *Look up*, *List*, *Update* and *Delete* of `solarproof-api.md`.
 * @param keys the API keys that are accepted
 */
export function readCall(request: SandboxRequest, keys: ReadonlySet<string>): ReadRequest {
  const query = readQuery(request.url);
  if (query instanceof Refusal) return { action: undefined, email: '', call: query };
  const action = query.get('action');
  if (!isActionName(action)) return { action: undefined, email: '', call: unknownAction(action) };
  const data = request.method === 'GET' ? new Map<string, unknown>() : readData(request);
  return {
    action,
    email: emailOf(query, data),
    call:
      checkKey(query, data, keys) ??
      checkOutside(action, { request, query }) ??
      readInside(action, query, data),
  };
}

function readQuery(url: string): Map<string, string> | Refusal {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(url.slice(queryStart(url)))) {
    if (query.has(name)) return invalid(`Parameter '${name}' is given twice`);
    query.set(name, value);
  }
  return query;
}

function queryStart(url: string): number {
  const mark = url.indexOf('?');
  return mark < 0 ? url.length : mark;
}

function unknownAction(action: string | undefined): Refusal {
  return invalid(action ? `Unknown action '${action}'` : `Required parameter 'action' is missing`);
}

/** The body's `data`, or why it is none. */
function readData(request: SandboxRequest): Map<string, unknown> | Refusal {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return invalid('Content-Type must be application/json');
  const body = parseJson(request.body);
  if (!isObject(body) || !isObject(body['data']) || Object.keys(body).length !== 1) {
    return invalid('The body must be {"data": {...}}');
  }
  return new Map(Object.entries(body['data']));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function emailOf(query: ReadonlyMap<string, string>, data: ReadonlyMap<string, unknown> | Refusal): string {
  const email = data instanceof Refusal ? undefined : data.get('email');
  return typeof email === 'string' ? email : (query.get('customer_email') ?? '');
}

/** A write may leave the key out of the URL (*Create*, `apikey`), never out of the body. */
function checkKey(
  query: ReadonlyMap<string, string>,
  data: ReadonlyMap<string, unknown> | Refusal,
  keys: ReadonlySet<string>,
): Refusal | undefined {
  const inUrl = query.get('api_key');
  const inBody = data instanceof Refusal ? undefined : data.get('apikey');
  if (inUrl === undefined && inBody === undefined) return badKey('API key is missing');
  const given = [inUrl, inBody].filter((key) => key !== undefined);
  const known = given.every((key) => typeof key === 'string' && keys.has(key));
  if (!known) return badKey('Invalid API key');
  return new Set(given).size > 1 ? badKey('The API keys in URL and body differ') : undefined;
}

function badKey(message: string): Refusal {
  return new Refusal('INVALID_API_KEY', message);
}

function checkOutside(
  action: ActionName,
  { request, query }: { request: SandboxRequest; query: ReadonlyMap<string, string> },
): Refusal | undefined {
  const methods: readonly string[] = actions[action].methods;
  if (!methods.includes(request.method))
    return invalid(`${action} must be sent with ${methods.join(' or ')}`);
  if (request.method === 'GET' && request.body !== '') return invalid(`${action} takes no body`);
  const allowed: readonly string[] = ['api_key', 'action', ...actions[action].query];
  const unknown = [...query.keys()].find((name) => !allowed.includes(name));
  return unknown === undefined ? undefined : invalid(`Unknown parameter '${unknown}'`);
}

function readInside(
  action: ActionName,
  query: ReadonlyMap<string, string>,
  data: Map<string, unknown> | Refusal,
): Call | Refusal {
  if (data instanceof Refusal) return data;
  const isWrite = actions[action].kind !== 'look-up' && actions[action].kind !== 'list';
  if (isWrite && !data.has('apikey')) return invalid(`Required field 'apikey' is missing`);
  if (isWrite && !data.has('action')) return invalid(`Required field 'action' is missing`);
  if (isWrite && data.get('action') !== action) return invalid(`Field 'action' must be '${action}'`);
  data.delete('apikey');
  data.delete('action');
  return { query, data };
}
