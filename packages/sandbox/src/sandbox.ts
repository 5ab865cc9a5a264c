/**
 * The imitated account.
 *
 * The states of a create:
 *
 * | from | event | to |
 * | --- | --- | --- |
 * | – | the request arrives; it is counted | received |
 * | received | it is above the rate limit | answered 429, nothing stored |
 * | received | the fault meant for it is noted; key and shape are read, and in a racy account the e-mail is checked | working |
 * | working | the latency is over (a hang does not wait) | checked |
 * | checked | key, shape, user or e-mail is refused | answered with the code, nothing stored |
 * | checked | no fault, or one `after` | committed: an ID is taken, the customer stored |
 * | checked | a fault `before` | an ID is taken and rolled back, nothing stored: answered |
 * | checked | a fault `late` | an ID is taken: answered now, and waiting |
 * | waiting | `lateMs` later | committed; or, where e-mails are unique and another has it by now, dropped for good |
 * | committed | – | answered |
 * | answered | no fault | the client sees the answer |
 * | answered | a fault | the client sees the fault in place of the answer, or the answer spoilt by it |
 *
 * A client that goes away changes none of this. E-mails and store change in one step: between a unique account's check and
 * its commit nothing else can happen.
 */
import { Background } from './background.js';
import { Desk } from './desk.js';
import { RequestLog, type RequestCounts } from './request-log.js';
import type { SandboxCustomer } from './sandbox-customer.js';
import { readyOptions, type SandboxOptions } from './sandbox-options.js';
import type { SandboxReply } from './sandbox-reply.js';
import type { SandboxRequest } from './sandbox-request.js';

/** An imitation of the vendor's customers API, called in process. */
export interface Sandbox {
  /**
   * Takes one request. Without latency the reply is there at once; a hang is told at once, too.
   * @param signal aborts when the client has gone: the reply is then a hang, and what was begun goes on
   * @throws whatever the store throws when it cannot store
   */
  handle(request: SandboxRequest, signal?: AbortSignal): Promise<SandboxReply>;
  /**
   * Resolves when nothing is under way that no client waits for: late commits, requests whose client has gone.
   * @throws the first failure to store of such work
   */
  idle(): Promise<void>;
  /** The customers now, by rising ID. A copy. */
  readonly customers: readonly SandboxCustomer[];
  /** What was received so far. A copy. */
  readonly requests: RequestCounts;
  /** The raw bodies of the first `keepBodies` creates, in the order of arrival. A copy. */
  readonly createBodies: readonly string[];
}

/**
 * Makes an imitation of the vendor's API, to the letter of `solarproof-api.md`.
 * @throws SandboxUsageError where the options make no sense
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const ready = readyOptions(options);
  const log = new RequestLog(ready.keepBodies);
  const background = new Background();
  const desk = new Desk(ready, log, background);
  return {
    handle: (request, signal) => {
      if (signal?.aborted) return Promise.resolve({ kind: 'hang' });
      const reply = desk.answer(request, signal);
      return signal ? whileClientWaits(reply, signal, background) : reply;
    },
    idle: () => background.idle(),
    get customers() {
      return desk.account.book.ordered().slice();
    },
    get requests() {
      return { ...log.counts };
    },
    get createBodies() {
      return log.bodies.slice();
    },
  };
}

function whileClientWaits(
  reply: Promise<SandboxReply>,
  signal: AbortSignal,
  background: Background,
): Promise<SandboxReply> {
  return new Promise((resolve, reject) => {
    const clientGone = (): void => {
      background.add(reply);
      resolve({ kind: 'hang' });
    };
    signal.addEventListener('abort', clientGone, { once: true });
    const settled = (settle: () => void): void => {
      signal.removeEventListener('abort', clientGone);
      settle();
    };
    reply.then(
      (value) => settled(() => resolve(value)),
      (error: unknown) => settled(() => reject(error)),
    );
  });
}
