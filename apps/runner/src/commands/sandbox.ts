import { InvalidArgumentError, Option, type Command } from 'commander';
import { exitCodes } from '@solarproof-import/importer';
import {
  createSandbox,
  parseFault,
  SandboxUsageError,
  serveSandbox,
  type EmailRule,
  type Fault,
} from '@solarproof-import/sandbox';
import type { Finish } from './finish.js';
import { wholeNumber } from '../settings/flags.js';
import { stateDirectory } from '../settings/state-directory.js';
import { openSandboxStore } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';

interface SandboxFlags {
  readonly port: number;
  readonly key: string;
  readonly user: readonly string[];
  readonly emails: EmailRule;
  readonly latency: number;
  readonly rateLimit?: number;
  readonly fault: readonly Fault[];
  readonly stateDir?: string;
}

/** `sandbox --port N`: serves the imitation of the vendor's API until it is stopped. */
export function addSandboxCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('sandbox')
    .summary('serve an imitation of Solar Proof on this machine, for trying out')
    .description(
      'Serves an imitation of the Solar Proof customers API on this machine until it is stopped. Its customers are kept in the state directory.',
    )
    .requiredOption('--port <n>', 'the port to listen on; 0 takes any that is free', wholeNumber(0, 65_535))
    .option('--key <key>', 'the API key that it accepts', 'sandbox')
    .option(
      '--user <email>',
      'one more user who may own customers; may be repeated',
      (user: string, users: readonly string[]) => [...users, user],
      ['owner@example.com'],
    )
    .addOption(
      new Option('--emails <rule>', 'two customers with one e-mail')
        .choices(['unique', 'racy', 'not-unique'])
        .default('unique'),
    )
    .option('--latency <ms>', 'milliseconds that an answer takes', wholeNumber(0, 600_000), 0)
    .option('--rate-limit <n>', 'creates per second, above which it answers 429', wholeNumber(1, 1_000_000))
    .option(
      '--fault <fault>',
      'a fault on demand, e.g. reset:after:create=7; may be repeated',
      collectFault,
      [],
    )
    .option('--state-dir <dir>', 'where state is kept')
    .action(async (flags: SandboxFlags) => finish(await serve(flags, surroundings)));
}

async function serve(flags: SandboxFlags, surroundings: Surroundings): Promise<number> {
  const { key, user: users, emails, latency: latencyMs, rateLimit, fault: faults } = flags;
  const store = await openSandboxStore(stateDirectory(flags.stateDir, surroundings));
  try {
    const sandbox = createSandbox({
      keys: [key],
      users,
      emails,
      latencyMs,
      faults,
      store,
      ...(rateLimit === undefined ? {} : { rateLimit }),
    });
    const served = await serveSandbox(sandbox, { port: flags.port });
    const stopped = new Promise<void>((resolve) => {
      const release = surroundings.onSignal(() => {
        release();
        resolve();
      });
    });
    surroundings.stdout.write(
      `The sandbox listens on ${served.url} and has ${sandbox.customers.length} customers. Ctrl-C stops it.\n` +
        `  solarproof-import run FILE --api-url ${served.url}\n  with the key "${key}" in SOLARPROOF_API_KEY\n`,
    );
    await stopped;
    await served.close();
    return exitCodes.done;
  } finally {
    store.close();
  }
}

function collectFault(text: string, earlier: readonly Fault[]): readonly Fault[] {
  try {
    return [...earlier, parseFault(text)];
  } catch (error) {
    if (error instanceof SandboxUsageError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
