import { access } from 'node:fs/promises';
import path from 'node:path';
import {
  InterruptedError,
  lockAccount,
  openState,
  SettingsError,
  systemClock,
  type State,
} from '@solarproof-import/importer';
import { stateDirectory } from '../settings/state-directory.js';
import type { Target } from '../settings/target.js';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import type { Screen } from '../terminal/screen.js';

/** Opens the state directory for a command, and lets go of it whatever comes of it. @throws as `openState` */
export async function withState<T>(
  flags: { readonly stateDir?: string },
  surroundings: Surroundings,
  act: (state: State) => Promise<T>,
): Promise<T> {
  const state = await openState(stateDirectory(flags.stateDir, surroundings));
  try {
    return await act(state);
  } finally {
    await state.close();
  }
}

/** The same where nothing needs to be kept: without a journal from earlier, none is made. */
export async function withKnownState<T>(
  flags: { readonly stateDir?: string },
  surroundings: Surroundings,
  act: (state: State | undefined) => Promise<T>,
): Promise<T> {
  const journal = path.join(stateDirectory(flags.stateDir, surroundings), 'journal.db');
  const isThere = await access(journal).then(
    () => true,
    () => false,
  );
  return isThere ? withState(flags, surroundings, act) : act(undefined);
}

/** Holds an account while a command sends to it. @throws LockedError where another process has it */
export async function withAccount<T>(state: State, { account }: Target, act: () => Promise<T>): Promise<T> {
  const lock = await lockAccount(state, account, systemClock.now());
  try {
    return await act();
  } finally {
    lock.release();
  }
}

/** How a changed key is judged. */
interface KeyCheck {
  readonly state: State;
  /** The account was named by `--account`: whoever names it means it. */
  readonly named: boolean;
}

/**
 * Compares the key with those that the account has had: another one may lead to another company's customers.
 * @throws SettingsError where it is another and nobody can be asked or the answer is no
 */
export async function checkKey(
  { account, apiKey, keyFrom }: Target,
  { state, named }: KeyCheck,
  { screen, surroundings }: { readonly screen: Screen; readonly surroundings: Surroundings },
): Promise<void> {
  if (apiKey === undefined || named) return;
  if ((await state.store.keyStanding(account, apiKey)) !== 'other') return;
  if (!screen.interactive) throw otherKey(target());
  const answer = await askYesNo(
    `This key (from ${keyFrom}) is another than "${account.name}" has had. Is it the same Solar Proof account?`,
    surroundings,
  );
  if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
  if (!answer.value) throw otherKey(target());

  function target(): { name: string; keyFrom: string } {
    return { name: account.name, keyFrom };
  }
}

function otherKey({ name, keyFrom }: { name: string; keyFrom: string }): SettingsError {
  return new SettingsError(
    'API_KEY_CHANGED',
    `The key from ${keyFrom} is another than the account "${name}" has had.`,
    [
      `If it is a new key of the same Solar Proof account, confirm it: --account "${name}".`,
      'If it is the key of another one, give that a name of its own: --account NAME. What is imported already is told by account.',
    ],
  );
}
