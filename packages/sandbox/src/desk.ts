import type { Account } from './actions/account.js';
import { createCustomer } from './actions/create-customer.js';
import { deleteCustomer } from './actions/delete-customer.js';
import { listCustomers } from './actions/list-customers.js';
import { lookUpCustomer } from './actions/look-up-customer.js';
import { updateCustomer } from './actions/update-customer.js';
import type { Background } from './background.js';
import { CustomerBook } from './customer-book.js';
import type { ReadyFault } from './faults/fault.js';
import { FaultPlan } from './faults/fault-plan.js';
import { faultReply } from './faults/fault-reply.js';
import { RateLimiter } from './rate-limiter.js';
import { actions } from './reading/action.js';
import { readCall, type Call, type ReadRequest } from './reading/read-call.js';
import { Refusal } from './reading/refusal.js';
import type { RequestLog } from './request-log.js';
import type { ReadyOptions } from './sandbox-options.js';
import { htmlAnswer, type SandboxAnswer, type SandboxReply } from './sandbox-reply.js';
import type { SandboxRequest } from './sandbox-request.js';
import { UserList } from './user-list.js';

const paths = new Set(['/', '/apidata.php']);

/** Takes every request in, leads it to its action, and lets the fault that is meant for it strike. */
export class Desk {
  readonly account: Account;
  readonly #options: ReadyOptions;
  readonly #keys: ReadonlySet<string>;
  readonly #log: RequestLog;
  readonly #background: Background;
  readonly #faults: FaultPlan;
  readonly #limiter: RateLimiter;

  constructor(options: ReadyOptions, log: RequestLog, background: Background) {
    const { store, firstId, users, clock, emails } = options;
    this.account = { book: new CustomerBook(store, firstId), users: new UserList(users), clock, emails };
    this.#options = options;
    this.#keys = new Set(options.keys);
    this.#log = log;
    this.#background = background;
    this.#faults = new FaultPlan(options.faults);
    this.#limiter = new RateLimiter(options.rateLimit, clock);
  }

  /** @param signal aborts when the client has gone; what was begun goes on, as it does in PHP */
  async answer(request: SandboxRequest, signal?: AbortSignal): Promise<SandboxReply> {
    if (!paths.has(request.url.split('?', 1)[0] ?? '')) return seen(htmlAnswer(404, '404 Not Found'));
    const read = readCall(request, this.#keys);
    if (read.action === undefined) return this.#plain(read.call, neverCalled);
    const { counts } = this.#log;
    const { account } = this;
    switch (actions[read.action].kind) {
      case 'create':
        return this.#create(request, read, signal);
      case 'look-up':
        counts.lookUps += 1;
        return this.#read(read, 'look-up', (call) =>
          lookUpCustomer(account, call, this.#options.unknownEmail),
        );
      case 'list':
        counts.lists += 1;
        return this.#read(read, 'list', (call) => listCustomers(account, call));
      case 'update':
        counts.updates += 1;
        return this.#plain(read.call, (call) => updateCustomer(account, call));
      case 'delete':
        counts.deletes += 1;
        return this.#plain(read.call, (call) => deleteCustomer(account, call));
    }
  }

  async #create(request: SandboxRequest, read: ReadRequest, signal?: AbortSignal): Promise<SandboxReply> {
    const clientGone = this.#log.createBegins(request.body);
    signal?.addEventListener('abort', clientGone, { once: true });
    try {
      const { counts } = this.#log;
      const seconds = this.#limiter.secondsToWait();
      if (seconds !== undefined) {
        counts.rateLimited += 1;
        return seen(htmlAnswer(429, '429 Too Many Requests', { 'retry-after': String(seconds) }));
      }
      const fault = this.#faults.strike({ kind: 'create', number: counts.creates, email: read.email });
      const answer = await createCustomer(this.account, read.call, {
        fault,
        work: () => this.#work(fault),
        later: (milliseconds, commit) =>
          this.#background.add(this.#options.clock.sleep(milliseconds).then(commit)),
      });
      return this.#struck(fault, answer);
    } finally {
      signal?.removeEventListener('abort', clientGone);
      clientGone();
    }
  }

  async #read(
    { call, email }: ReadRequest,
    kind: 'look-up' | 'list',
    act: (call: Call) => SandboxAnswer,
  ): Promise<SandboxReply> {
    const number = kind === 'list' ? this.#log.counts.lists : this.#log.counts.lookUps;
    const fault = this.#faults.strike({ kind, number, email });
    await this.#work(fault);
    return this.#struck(fault, carriedOut(this.#permitted(call), act));
  }

  async #plain(call: Call | Refusal, act: (call: Call) => SandboxAnswer): Promise<SandboxReply> {
    await this.#work(undefined);
    return seen(carriedOut(call, act));
  }

  #permitted(call: Call | Refusal): Call | Refusal {
    if (call instanceof Refusal || this.#options.lookUps === 'available') return call;
    return new Refusal('PERMISSION_DENIED', 'This API key may not read customers');
  }

  async #work(fault: ReadyFault | undefined): Promise<void> {
    if (fault?.kind === 'hang') return;
    const { latencyMs, random, emails, clock } = this.#options;
    const { min, max } = typeof latencyMs === 'number' ? { min: latencyMs, max: latencyMs } : latencyMs;
    const milliseconds = Math.max(min + random() * (max - min), emails === 'racy' ? 1 : 0);
    if (milliseconds > 0) await clock.sleep(milliseconds);
  }

  #struck(fault: ReadyFault | undefined, answer: SandboxAnswer): SandboxReply {
    return fault ? faultReply(fault, answer, this.#options.clock.now()) : seen(answer);
  }
}

function seen(answer: SandboxAnswer): SandboxReply {
  return { kind: 'answer', ...answer };
}

function carriedOut(call: Call | Refusal, act: (call: Call) => SandboxAnswer): SandboxAnswer {
  return call instanceof Refusal ? call.answer() : act(call);
}

/** A request without a known action is always a refusal. */
function neverCalled(): SandboxAnswer {
  return htmlAnswer(500, '500 Internal Server Error');
}
