import type { Command } from 'commander';
import {
  defaultConcurrency,
  exitCodes,
  importPrepared,
  InterruptedError,
  SettingsError,
  systemClock,
  type Account,
  type EventListener,
  type PreparedFile,
  type Report,
  type SendOptions,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import type { ApiKey } from '../settings/api-key.js';
import { askForKey } from '../settings/ask-for-key.js';
import { addApiFlags, addCommonFlags, addFileFlags, wholeNumber, type RunFlags } from '../settings/flags.js';
import { findTarget, type Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import { describeFailure } from '../terminal/describe-failure.js';
import { endingLines, type EndingOptions } from '../terminal/ending-lines.js';
import { problemLines } from '../terminal/problem-lines.js';
import { Progress } from '../terminal/progress.js';
import { Screen } from '../terminal/screen.js';
import { fileOptions, prepare, resultOptions } from './file-options.js';
import { listenForInterruption, type Interruption } from './interruption.js';
import { tellPlan } from './tell-plan.js';

/** `run FILE`: checks, asks, sends, writes the result workbook. */
export function addRunCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('run')
    .summary('check every row, ask, then create the customers')
    .description(
      'Checks every row of a list, asks, creates the valid customers in Solar Proof and writes <name>.result.xlsx, which says of every row what happened.',
    )
    .argument('<file>', 'a CSV or Excel (.xlsx) file, or the result workbook of an earlier run');
  addCommonFlags(addApiFlags(addFileFlags(command)))
    .option('--concurrency <n>', 'requests in flight at most', wholeNumber(1, 64), defaultConcurrency)
    .option('--yes', 'send without asking; needed where there is no terminal')
    .action(async (file: string, flags: RunFlags) => {
      finish(await new RunCommand(flags, surroundings).run(file));
    });
}

class RunCommand {
  readonly #flags: RunFlags;
  readonly #surroundings: Surroundings;
  readonly #screen: Screen;
  #progress: Progress | undefined;

  constructor(flags: RunFlags, surroundings: Surroundings) {
    this.#flags = flags;
    this.#surroundings = surroundings;
    this.#screen = new Screen(surroundings, flags);
  }

  async run(file: string): Promise<number> {
    this.#refuseWithoutConsent();
    const results = await resultOptions(this.#flags, this.#surroundings);
    const target = await findTarget(this.#flags, this.#surroundings, (account) => this.#askForKey(account));
    const interruption = listenForInterruption(this.#surroundings, () => this.#tellStopping());
    try {
      const prepared = await prepare(
        file,
        fileOptions(this.#flags, {
          account: target.account,
          onEvent: this.#onEvent,
          signal: interruption.stop,
        }),
      );
      try {
        tellPlan(prepared, this.#screen);
        if (!(await this.#confirmed(prepared, target))) return exitCodes.settings;
        const report = await this.#send(prepared, target, { ...results, ...interruptible(interruption) });
        this.#tellEnding(report, { keyFrom: target.keyFrom, flags: results.flags });
        return report.exitCode;
      } finally {
        await prepared.close();
      }
    } finally {
      interruption.release();
    }
  }

  readonly #onEvent: EventListener = (event) => {
    this.#screen.event(event, systemClock.now());
    this.#progress?.take(event);
  };

  #tellStopping(): void {
    const underWay = this.#progress
      ? 'nothing new is sent, what is under way may finish. Once more cuts it off.'
      : 'nothing is sent.';
    this.#screen.note(`  Stopping: ${underWay}`);
  }

  /** Before anything is read: a list is not checked for minutes only to be told that a flag is missing. */
  #refuseWithoutConsent(): void {
    if (this.#flags.yes || this.#screen.interactive) return;
    throw new SettingsError('CONFIRMATION_MISSING', 'There is no terminal to ask for a confirmation.', [
      'Add --yes to send without asking, or look first with "solarproof-import check".',
    ]);
  }

  async #askForKey(account: Account): Promise<ApiKey | undefined> {
    return this.#screen.interactive ? askForKey(account, this.#flags, this.#surroundings) : undefined;
  }

  async #confirmed(prepared: PreparedFile, { account }: Target): Promise<boolean> {
    const { ready } = prepared.plan.counts;
    if (this.#flags.yes || ready === 0) return true;
    const customers = ready === 1 ? '1 customer' : `${ready} customers`;
    this.#screen.tell('');
    const answer = await askYesNo(
      `Send ${customers} from ${prepared.source.name} to ${account.host} (account "${account.name}")?`,
      this.#surroundings,
    );
    if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
    if (!answer.value) this.#screen.tell('Nothing was sent.');
    return answer.value;
  }

  async #send(
    prepared: PreparedFile,
    target: Target,
    options: Omit<SendOptions, 'transport'>,
  ): Promise<Report> {
    const { concurrency } = this.#flags;
    const { ready } = prepared.plan.counts;
    if (!this.#screen.interactive && ready > 0) {
      this.#screen.note(
        `sending to ${target.account.host}, account "${target.account.name}", ${concurrency} at once`,
      );
    }
    this.#progress = new Progress(this.#screen, systemClock, ready);
    const transport = await target.open(concurrency);
    try {
      return await importPrepared(prepared, { ...options, transport, concurrency });
    } finally {
      await transport.close();
    }
  }

  #tellFailure(error: unknown): void {
    const { text } = describeFailure(error, { verbose: this.#flags.verbose ?? false, sent: true });
    this.#surroundings.stderr.write(text);
  }

  #tellEnding(report: Report, options: EndingOptions): void {
    this.#screen.clearPassing();
    const problems = problemLines(report.groups, this.#screen, ['exists', 'rejected', 'unconfirmed']);
    if (problems.length > 0) this.#screen.tell('', ...problems);
    this.#screen.tell('', ...endingLines(report, this.#screen, options));
    if (report.failure) this.#tellFailure(report.failure.error);
  }
}

function interruptible({ stop, cutOff }: Interruption): Pick<SendOptions, 'stop' | 'cutOff'> {
  return { stop, cutOff };
}
