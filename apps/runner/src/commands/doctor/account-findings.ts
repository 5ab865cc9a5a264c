import {
  accountHolder,
  describeStop,
  nobodysEmail,
  SettingsError,
  solarProofApi,
  systemClock,
  type State,
} from '@solarproof-import/importer';
import type { ApiFlags } from '../../settings/flags.js';
import { findTarget, type Target } from '../../settings/target.js';
import type { Surroundings } from '../../surroundings.js';
import type { Finding } from './finding.js';

/** For whom the account is looked at. */
export interface AccountUse {
  /** `undefined` where it cannot be opened. */
  readonly state: State | undefined;
  /** A watch can ask nobody; whether its account was named, so that another key is meant. Default: it is a run. */
  readonly watch?: { readonly isNamed: boolean };
}

/** The key, who has the account now, and the way to Solar Proof. */
export async function accountFindings(
  flags: ApiFlags,
  surroundings: Surroundings,
  use: AccountUse,
): Promise<readonly Finding[]> {
  const { state } = use;
  try {
    const target = await findTarget(flags, surroundings, () => Promise.resolve(undefined));
    return [
      await keyFinding(target, use),
      ...(state === undefined ? [] : await lockFindings(target, state)),
      ...(await reachFindings(target)),
    ];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return [{ level: 'failure', what: 'Settings', found: [error.message, ...error.hints].join(' ') }];
  }
}

async function keyFinding(
  { account, apiKey, keyFrom }: Target,
  { state, watch }: AccountUse,
): Promise<Finding> {
  const what = 'API key';
  const found = `from ${keyFrom}`;
  if (apiKey === undefined || state === undefined) return { level: 'ok', what, found };
  switch (await state.store.keyStanding(account, apiKey)) {
    case 'first':
      return { level: 'ok', what, found: `${found}, the first of the account "${account.name}"` };
    case 'known':
      return { level: 'ok', what, found: `${found}, known to the account "${account.name}"` };
    case 'other':
      return {
        what,
        ...otherKey(`${found}, another than the account "${account.name}" has had`, account.name, watch),
      };
  }
}

function otherKey(found: string, name: string, watch: AccountUse['watch']): Pick<Finding, 'level' | 'found'> {
  if (watch === undefined) {
    const how = `A run asks whether it is of the same Solar Proof account; without a terminal, say so by --account "${name}".`;
    return { level: 'warning', found: `${found}. ${how}` };
  }
  if (watch.isNamed) return { level: 'ok', found: `${found}; it is taken, since the account is named` };
  const how = `If it is of the same Solar Proof account, say so in the config file: account: ${name}.`;
  return { level: 'failure', found: `${found}. ${how}` };
}

async function lockFindings({ account }: Target, state: State): Promise<readonly Finding[]> {
  const holder = await accountHolder(state, account, systemClock.now());
  if (holder === undefined) return [];
  return [
    {
      level: 'wait',
      what: 'Account',
      found: `${holder.who}, has "${account.name}" at ${account.host}. Another run waits until that has ended.`,
    },
  ];
}

/** Looks a nonsense address up: it reaches the API, tries the key, and changes nothing. */
async function reachFindings(target: Target): Promise<readonly Finding[]> {
  const transport = await target.open(1);
  try {
    const answer = await solarProofApi(transport).lookUp(nobodysEmail);
    return whatItMeans(answer, target.account.host).map((finding) => ({ what: 'Solar Proof', ...finding }));
  } finally {
    await transport.close();
  }
}

type Answer = Awaited<ReturnType<ReturnType<typeof solarProofApi>['lookUp']>>;

function whatItMeans(answer: Answer, host: string): readonly Omit<Finding, 'what'>[] {
  switch (answer.kind) {
    case 'absent':
    case 'found':
      return [{ level: 'ok', found: `${host} answers, takes the key, and can look customers up` }];
    case 'forbidden':
      return [
        {
          level: 'warning',
          found: `${host} answers, but does not let the key look customers up (403). Every row is then sent at most once, and one whose answer never comes stays "unconfirmed".`,
        },
      ];
    case 'key-refused':
      return [{ level: 'failure', found: `${host} refuses the key (${answer.code})` }];
    case 'throttled':
      return [{ level: 'wait', found: `${host} answers, and asks to wait for now (${answer.status})` }];
    case 'unclear':
      return [{ level: 'failure', found: whyUnclear(answer, host) }];
  }
}

function whyUnclear({ why, notSent }: Extract<Answer, { kind: 'unclear' }>, host: string): string {
  if (notSent !== undefined) return describeStop({ kind: 'unreachable', cause: notSent }, host);
  return why === 'failed'
    ? `${host} does not answer, or its answer broke off`
    : `${host} answers, but with something that makes no sense; is --api-url the API's address?`;
}
