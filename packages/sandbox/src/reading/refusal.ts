import { jsonAnswer, type SandboxAnswer } from '../sandbox-reply.js';

/**
 * The documented codes. That they come with these statuses is assumed: the document only says 4xx/5xx. That a
 * look-up's unknown e-mail is CUSTOMER_NOT_FOUND is assumed too (*What is assumed*).
 */
const statusOf = {
  INVALID_API_KEY: 401,
  INVALID_PARAMETERS: 400,
  USER_NOT_FOUND: 404,
  DUPLICATE_EMAIL: 409,
  CUSTOMER_NOT_FOUND: 404,
  PERMISSION_DENIED: 403,
} as const;

export type RefusalCode = keyof typeof statusOf;

/** Why a request is not carried out, in the vendor's shape of an error. */
export class Refusal {
  readonly code: RefusalCode;
  readonly message: string;

  constructor(code: RefusalCode, message: string) {
    this.code = code;
    this.message = message;
  }

  answer(): SandboxAnswer {
    return jsonAnswer(statusOf[this.code], { code: this.code, message: this.message });
  }
}

/** INVALID_PARAMETERS with a sentence. */
export function invalid(message: string): Refusal {
  return new Refusal('INVALID_PARAMETERS', message);
}

/** DUPLICATE_EMAIL for an e-mail. */
export function duplicateEmail(email: string): Refusal {
  return new Refusal('DUPLICATE_EMAIL', `A customer with the email '${email}' already exists`);
}

/** CUSTOMER_NOT_FOUND for an ID, in the documented words. */
export function noSuchCustomer(id: number): Refusal {
  return new Refusal('CUSTOMER_NOT_FOUND', `No customer exists with ID: ${id}`);
}
