import type { Command } from 'commander';
import {
  defaultApiUrl,
  fieldKeys,
  findRun,
  isUnfinished,
  openRunFolder,
  parseApiUrl,
  prepareRun,
  SettingsError,
  writeRunResults,
  type RunSettings,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';
import type { Finish } from './finish.js';
import { askForKey } from '../settings/ask-for-key.js';
import {
  addApiFlags,
  addCommonFlags,
  addFileReadingFlags,
  type ApiFlags,
  type CommonFlags,
} from '../settings/flags.js';
import { addPaceFlags, type PaceFlags } from '../settings/pace-flags.js';
import { refuseOtherReading, type ReadingFlags } from '../settings/reading-flags.js';
import { nonBlank } from '../settings/state-directory.js';
import { findTarget, type Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { resultOptions } from './file-options.js';
import { listenForInterruption, type Interruption } from './interruption.js';
import { checkKey, withAccount, withState } from './open-account.js';
import { endingLines } from '../terminal/ending-lines.js';
import { Sending } from './sending.js';
import { tellRun } from './tell-plan.js';

interface ResumeFlags extends CommonFlags, ApiFlags, PaceFlags, ReadingFlags {
  readonly output?: string;
  readonly recheck?: boolean;
  readonly yes?: boolean;
}

/** `resume [RUN]`: goes on with a run; `reconcile [RUN]`: only settles its unconfirmed rows. What is done is never touched. */
export function addResumeCommands(program: Command, surroundings: Surroundings, finish: Finish): void {
  const resume = program
    .command('resume')
    .summary('go on with a run that did not end')
    .description(
      'Settles the unconfirmed rows of a run by looking them up, sends what was not sent, and writes the result anew. Works from the copy that the run took; rows that are done are not touched. Without RUN: the newest that is unfinished.',
    );
  const reconcile = program
    .command('reconcile')
    .summary('look up rows of which nobody knows, send nothing')
    .description(
      'Settles the unconfirmed rows of a run by looking them up, creates nobody, and writes the result anew. Without RUN: the newest with such rows.',
    );
  for (const command of [resume, reconcile]) {
    command.argument('[run]', 'its ID, or a beginning or end of it');
    addCommonFlags(addPaceFlags(addApiFlags(addFileReadingFlags(command))))
      .option('--output <file>', 'where the result workbook goes (default: where it went)')
      .option('--recheck', 'look up customers that were imported before, and create those that are gone')
      .option('--yes', 'taken, and not needed: a run that goes on was confirmed')
      .action(async (given: string | undefined, flags: ResumeFlags) => {
        finish(await new ResumeCommand(command === reconcile, flags, surroundings).go(given));
      });
  }
}

/** A run that is kept, and what it needs. */
interface RunAtHand {
  readonly state: State;
  readonly settings: RunSettings;
}

class ResumeCommand {
  readonly #reconcile: boolean;
  readonly #flags: ResumeFlags;
  readonly #surroundings: Surroundings;
  readonly #sending: Sending;

  constructor(reconcile: boolean, flags: ResumeFlags, surroundings: Surroundings) {
    this.#reconcile = reconcile;
    this.#flags = flags;
    this.#surroundings = surroundings;
    this.#sending = new Sending(flags, surroundings);
  }

  async go(given: string | undefined): Promise<number> {
    return withState(this.#flags, this.#surroundings, async (state) => {
      const { account: name, sandbox } = this.#flags;
      const account = {
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(sandbox ? { host: 'sandbox' } : {}),
      };
      const wanted = this.#reconcile ? 'reconcile' : 'resume';
      const run = findRun(await state.store.runs(), given, { for: wanted, account });
      const { settings } = await openRunFolder(state.directory.runsFolder, run);
      refuseOtherReading(this.#flags, settings);
      if (!isUnfinished(run)) return this.#tellAgain(run, { state, settings });
      const target = await this.#target(run, settings);
      const { screen } = this.#sending;
      const surroundings = this.#surroundings;
      await checkKey(target, { state, named: name !== undefined }, { screen, surroundings });
      return withAccount(state, target, async () => {
        const interruption = listenForInterruption(surroundings, () => this.#sending.tellStopping());
        try {
          return await this.#goOn(run.id, { state, target, settings, interruption });
        } finally {
          interruption.release();
        }
      });
    });
  }

  async #goOn(
    id: string,
    at: RunAtHand & { readonly target: Target; readonly interruption: Interruption },
  ): Promise<number> {
    const { state, interruption } = at;
    // Another process may have gone on with it while this one waited for the account.
    const run = findRun(await state.store.runs(), id, { for: 'resume' });
    const results = await this.#results(run, at.settings);
    const { onEvent, screen } = this.#sending;
    const prepared = await prepareRun(run, { state, onEvent, signal: interruption.stop });
    try {
      tellRun(run, screen);
      return await this.#sending.send(prepared, at, { ...results, reconcile: this.#reconcile });
    } finally {
      await prepared.close();
    }
  }

  /** Everything is done: needs no key, and ends as the run did. */
  async #tellAgain(run: StoredRun, { state, settings }: RunAtHand): Promise<number> {
    const results = await this.#results(run, settings);
    const { onEvent, screen } = this.#sending;
    tellRun(run, screen);
    const report = await writeRunResults(run, { ...results, state, onEvent });
    screen.tell('', ...endingLines(report, screen, results));
    return report.exitCode;
  }

  /** Where the result goes, and what a next command needs to reach the run's account again. */
  async #results(run: StoredRun, settings: RunSettings): Promise<Awaited<ReturnType<typeof resultOptions>>> {
    const { apiKeyFile, stateDir, output } = this.#flags;
    const isSandbox = run.account.host === 'sandbox';
    const { apiUrl } = settings;
    return resultOptions(
      {
        ...(apiKeyFile === undefined ? {} : { apiKeyFile }),
        ...(stateDir === undefined ? {} : { stateDir }),
        ...(output === undefined ? {} : { output }),
        ...(run.account.name === 'default' ? {} : { account: run.account.name }),
        ...(isSandbox ? { sandbox: true } : {}),
        ...(apiUrl === undefined || apiUrl === defaultApiUrl ? {} : { apiUrl }),
        set: new Map(
          fieldKeys.flatMap((key) => {
            const value = settings.defaults[key];
            return value === undefined ? [] : [[key, value] as const];
          }),
        ),
      },
      this.#surroundings,
    );
  }

  /** The run knows whom it talks to; a key is found, or asked for, as for a run. */
  async #target({ account }: StoredRun, { apiUrl }: RunSettings): Promise<Target> {
    const { sandbox: _, ...flags } = this.#flags;
    const isSandbox = account.host === 'sandbox';
    if (!isSandbox) refuseOtherAddress(this.#addressGiven(), apiUrl ?? defaultApiUrl);
    else if (flags.apiUrl !== undefined) throw otherAddress(flags.apiUrl, 'the built-in sandbox');
    if (this.#flags.sandbox && !isSandbox) throw otherAddress('--sandbox', account.host);
    if (flags.account !== undefined && flags.account.trim() !== account.name)
      throw otherAccount(flags.account, account.name);
    const ofRun = {
      ...flags,
      account: account.name,
      ...(isSandbox ? { sandbox: true } : { apiUrl: apiUrl ?? defaultApiUrl }),
    };
    return findTarget(ofRun, this.#surroundings, (asked) =>
      this.#sending.screen.interactive
        ? askForKey(asked, this.#flags, this.#surroundings)
        : Promise.resolve(undefined),
    );
  }

  #addressGiven(): string | undefined {
    return this.#flags.apiUrl ?? nonBlank(this.#surroundings.env['SOLARPROOF_API_URL']);
  }
}

function refuseOtherAddress(given: string | undefined, ofRun: string): void {
  if (given !== undefined && parseApiUrl(given).href !== parseApiUrl(ofRun).href)
    throw otherAddress(given, ofRun);
}

function otherAddress(given: string, ofRun: string): SettingsError {
  return new SettingsError(
    'RUN_HAS_OTHER_SETTINGS',
    `The run talks to ${ofRun}, and goes on there; ${given === '--sandbox' ? '--sandbox is' : 'another address was'} given.`,
    ['Leave --sandbox, --api-url and SOLARPROOF_API_URL out: the run knows whom it talks to.'],
  );
}

function otherAccount(given: string, ofRun: string): SettingsError {
  return new SettingsError(
    'RUN_HAS_OTHER_SETTINGS',
    `The run is of the account "${ofRun}", not of "${given}".`,
    ['Leave --account out, or name the account of the run.'],
  );
}
