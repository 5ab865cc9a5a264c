import type { CustomerDraft } from '../model/customer-draft.js';
import type { Transport } from '../ports.js';
import { classifyCreate } from './classify-create.js';
import { classifyList, type ListAnswer } from './classify-list.js';
import { classifyLookUp, type LookUpAnswer } from './classify-look-up.js';
import type { CreateAnswer } from './create-answer.js';
import { createRequest, listRequest, lookUpRequest } from './wire.js';

/** The vendor's API as the import needs it. One call is one request, ever. */
export interface SolarProofApi {
  readonly host: string;
  /** Asks for one customer to be created. Not idempotent: what an answer allows next is `retry-decision.ts`'s to say. */
  create(draft: CustomerDraft, signal?: AbortSignal): Promise<CreateAnswer>;
  /** Looks a customer up by e-mail. Changes nothing, may be repeated. */
  lookUp(email: string, signal?: AbortSignal): Promise<LookUpAnswer>;
  /** A page of the account's customers, from 1, at most 50 a page. Changes nothing. */
  list(page: number, signal?: AbortSignal): Promise<ListAnswer>;
}

/** An address that no customer can have (RFC 2606): looking it up tries the key and the way, and changes nothing. */
export const nobodysEmail = 'nobody@solarproof-import.invalid';

/** The API over a transport, which holds the key. */
export function solarProofApi(transport: Transport): SolarProofApi {
  return {
    host: transport.host,
    create: async (draft, signal) => classifyCreate(await transport.exchange(createRequest(draft), signal)),
    lookUp: async (email, signal) =>
      classifyLookUp(await transport.exchange(lookUpRequest(email), signal), email),
    list: async (page, signal) => classifyList(await transport.exchange(listRequest(page), signal)),
  };
}
