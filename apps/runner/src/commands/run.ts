import type { Command } from 'commander';
import {
  exitCodes,
  InterruptedError,
  SettingsError,
  type Account,
  type PreparedFile,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import type { ApiKey } from '../settings/api-key.js';
import { askForKey } from '../settings/ask-for-key.js';
import {
  addApiFlags,
  addCommonFlags,
  addFileFlags,
  type ApiFlags,
  type FileFlags,
} from '../settings/flags.js';
import { addPaceFlags, type PaceFlags } from '../settings/pace-flags.js';
import { findTarget, type Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import { prepare, resultOptions } from './file-options.js';
import { listenForInterruption, type Interruption } from './interruption.js';
import { checkKey, withAccount, withState } from './open-account.js';
import { Sending } from './sending.js';
import { readingOptions } from './reading-options.js';
import { tellPlan } from './tell-plan.js';
import type { State } from '@solarproof-import/importer';

/** The flags of `run`. */
export interface RunFlags extends FileFlags, ApiFlags, PaceFlags {
  readonly recheck?: boolean;
  readonly yes?: boolean;
}

/** `run FILE`: checks, asks, sends, writes the result workbook. */
export function addRunCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('run')
    .summary('check every row, ask, then create the customers')
    .description(
      'Checks every row of a list, asks, creates the valid customers in Solar Proof and writes <name>.result.xlsx, which says of every row what happened.',
    )
    .argument('<file>', 'a CSV or Excel (.xlsx) file, or the result workbook of an earlier run');
  addCommonFlags(addPaceFlags(addApiFlags(addFileFlags(command))))
    .option('--recheck', 'look up customers that were imported before, and create those that are gone')
    .option('--yes', 'send without asking; needed where there is no terminal')
    .action(async (file: string, flags: RunFlags) => {
      finish(await new RunCommand(flags, surroundings).run(file));
    });
}

class RunCommand {
  readonly #flags: RunFlags;
  readonly #surroundings: Surroundings;
  readonly #sending: Sending;

  constructor(flags: RunFlags, surroundings: Surroundings) {
    this.#flags = flags;
    this.#surroundings = surroundings;
    this.#sending = new Sending(flags, surroundings);
  }

  async run(file: string): Promise<number> {
    this.#refuseWithoutConsent();
    const results = await resultOptions(this.#flags, this.#surroundings);
    return withState(this.#flags, this.#surroundings, async (state) => {
      const target = await findTarget(this.#flags, this.#surroundings, (account) => this.#askForKey(account));
      await checkKey(target, { state, named: this.#flags.account !== undefined }, this.#terminal);
      return withAccount(state, target, async () => {
        const interruption = listenForInterruption(this.#surroundings, () => this.#sending.tellStopping());
        try {
          return await this.#prepareAndSend(file, { state, target, interruption }, results);
        } finally {
          interruption.release();
        }
      });
    });
  }

  async #prepareAndSend(
    file: string,
    run: { readonly state: State; readonly target: Target; readonly interruption: Interruption },
    results: Awaited<ReturnType<typeof resultOptions>>,
  ): Promise<number> {
    const { state, target, interruption } = run;
    const { onEvent, screen } = this.#sending;
    const reading = await readingOptions(file, this.#flags, { screen, surroundings: this.#surroundings });
    const prepared = await prepare(file, {
      ...reading.options,
      account: target.account,
      onEvent,
      signal: interruption.stop,
      state,
      recheck: this.#flags.recheck,
    });
    try {
      await reading.remember(prepared);
      tellPlan(prepared, screen);
      if (!(await this.#confirmed(prepared, target))) return exitCodes.settings;
      return await this.#sending.send(prepared, run, results);
    } finally {
      await prepared.close();
    }
  }

  get #terminal(): Parameters<typeof checkKey>[2] {
    return { screen: this.#sending.screen, surroundings: this.#surroundings };
  }

  /** Before anything is read: a list is not checked for minutes only to be told that a flag is missing. */
  #refuseWithoutConsent(): void {
    if (this.#flags.yes || this.#sending.screen.interactive) return;
    throw new SettingsError('CONFIRMATION_MISSING', 'There is no terminal to ask for a confirmation.', [
      'Add --yes to send without asking, or look first with "solarproof-import check".',
    ]);
  }

  async #askForKey(account: Account): Promise<ApiKey | undefined> {
    return this.#sending.screen.interactive ? askForKey(account, this.#flags, this.#surroundings) : undefined;
  }

  async #confirmed(prepared: PreparedFile, { account }: Target): Promise<boolean> {
    const { ready } = prepared.plan.counts;
    if (this.#flags.yes || ready === 0) return true;
    const customers = ready === 1 ? '1 customer' : `${ready} customers`;
    this.#sending.screen.tell('');
    const answer = await askYesNo(
      `Send ${customers} from ${prepared.source.name} to ${account.host} (account "${account.name}")?`,
      this.#surroundings,
    );
    if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
    if (!answer.value) this.#sending.screen.tell('Nothing was sent.');
    return answer.value;
  }
}
