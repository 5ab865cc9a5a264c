import { emailKey, type Account, type EmailKey } from '../packages/core/src/index.js';
import {
  createSandbox,
  memoryStore,
  type Fault,
  type Sandbox,
  type SandboxCustomer,
  type SandboxOptions,
} from '../packages/sandbox/src/index.js';
import { Disk } from './disk.js';
import { Random } from './random.js';
import { WorldTime } from './world-time.js';

/** The key of every simulated account: it must be seen nowhere. */
export const apiKey = 'Key-9f3c-of-the-simulation';

/** What the server is like. */
export interface ServerSetting extends Required<
  Pick<SandboxOptions, 'emails' | 'lookUps' | 'unknownEmail' | 'rateLimit'>
> {
  readonly latencyMs: { readonly min: number; readonly max: number };
  readonly faults: readonly Fault[];
  readonly before: readonly SandboxCustomer[];
  /** Of all requests, those that find nobody who answers. */
  readonly unreachableShare: number;
}

/** An account on the server, and what happened there besides. */
export interface SimulatedAccount {
  readonly account: Account;
  readonly sandbox: Sandbox;
  /** IDs of the customers who were there before. */
  readonly before: ReadonlySet<number>;
  /** Customers that somebody deleted. */
  readonly deleted: Map<number, EmailKey>;
}

/** Everything outside of the processes. */
export interface World {
  readonly seed: number;
  readonly time: WorldTime;
  readonly disk: Disk;
  readonly accounts: readonly [SimulatedAccount, ...SimulatedAccount[]];
  readonly server: ServerSetting;
  /** A folder with nothing in it: the journal's path must be there, although the journal is in memory. */
  readonly folder: string;
  /** Says what happens; costs nothing where nobody listens. */
  readonly trace: (say: () => string) => void;
  /** What must never happen, and did. */
  readonly broken: string[];
}

/** What a world is made of. */
export interface WorldOptions {
  readonly seed: number;
  readonly server: ServerSetting;
  readonly accounts: 1 | 2;
  readonly folder: string;
  /** Takes what happens, in order; default nobody does. */
  readonly onTrace?: ((said: string) => void) | undefined;
}

/** Makes a world at its beginning. */
export function createWorld({ seed, server, accounts, folder, onTrace }: WorldOptions): World {
  const time = new WorldTime();
  const make = (name: string, before: readonly SandboxCustomer[]): SimulatedAccount => {
    const random = new Random(seed, `latency of ${name}`);
    const { emails, lookUps, unknownEmail, rateLimit, latencyMs, faults } = server;
    const store = memoryStore(before);
    const told = { emails, lookUps, unknownEmail, rateLimit, latencyMs, faults, store };
    const sandbox = createSandbox({
      ...told,
      keys: [apiKey],
      clock: time.serverClock(),
      random: () => random.next(),
    });
    const account = { name, host: 'sandbox' };
    return { account, sandbox, before: new Set(before.map(({ id }) => id)), deleted: new Map() };
  };
  const first = make('default', server.before);
  return {
    seed,
    time,
    server,
    folder,
    disk: new Disk(),
    broken: [],
    accounts: accounts === 1 ? [first] : [first, make('second', [])],
    trace: onTrace
      ? (say) => onTrace(`${(time.now / 1000).toFixed(3).padStart(9)} ${say()}`)
      : () => undefined,
  };
}

/** Has somebody delete a customer in the account. */
export async function deleteCustomer(
  { sandbox, deleted }: SimulatedAccount,
  customer: SandboxCustomer,
): Promise<void> {
  deleted.set(customer.id, emailKey(customer.email));
  const data = { apikey: apiKey, action: 'deletecustomer', pkcustomerid: customer.id };
  await sandbox.handle({
    method: 'POST',
    url: `/apidata.php?api_key=${apiKey}&action=deletecustomer`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
}
