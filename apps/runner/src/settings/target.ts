import path from 'node:path';
import {
  defaultApiUrl,
  openHttpTransport,
  parseApiUrl,
  SettingsError,
  type Account,
  type Transport,
} from '@solarproof-import/importer';
import { createSandbox, openFileStore, serveSandbox } from '@solarproof-import/sandbox';
import type { Surroundings } from '../surroundings.js';
import { accountName } from './account-name.js';
import { findApiKey, type ApiKey } from './api-key.js';
import type { ApiFlags } from './flags.js';
import { privateFolder } from './private-folder.js';
import { nonBlank, stateDirectory } from './state-directory.js';

/** Whom the run talks to. */
export interface Target {
  readonly account: Account;
  /** The API's address; left out for the built-in sandbox. */
  readonly apiUrl?: string;
  /** Where the key came from, for people. */
  readonly keyFrom: string;
  /** For comparing with the keys that the account has had; left out for the sandbox, whose key is no secret. */
  readonly apiKey?: string;
  /** @param connections as many as requests may be in flight */
  open(connections: number): Promise<Transport>;
}

/** The sandbox's only key. It is no secret. */
const sandboxKey = 'sandbox';

/**
 * Works out whom to talk to, from flags and variables; asks nobody and connects to nothing.
 * @param askForKey is called where no key is found; `undefined` from it means that there is none
 * @throws SettingsError where a setting is wrong or there is no key
 */
export async function findTarget(
  flags: ApiFlags,
  surroundings: Surroundings,
  askForKey: (account: Account) => Promise<ApiKey | undefined>,
): Promise<Target> {
  const stateDir = stateDirectory(flags.stateDir, surroundings);
  const { account, apiUrl } = findAccount(flags, surroundings);
  const timeoutMs = flags.timeout === undefined ? {} : { timeoutMs: flags.timeout * 1000 };
  if (apiUrl === undefined) {
    return {
      account,
      keyFrom: 'the sandbox',
      open: (connections) => openSandboxTransport(stateDir, { connections, ...timeoutMs }),
    };
  }
  const found = await findApiKey({ flagFile: flags.apiKeyFile, stateDir, account }, surroundings);
  const apiKey = found ?? (await askForKey(account));
  if (!apiKey) throw withoutKey();
  return {
    account,
    apiUrl: apiUrl.href,
    keyFrom: apiKey.from,
    apiKey: apiKey.key,
    open: (connections) =>
      Promise.resolve(openHttpTransport({ apiUrl, apiKey: apiKey.key, connections, ...timeoutMs })),
  };
}

/**
 * Works out whose customers are meant, from flags and variables, without a key.
 * @returns no `apiUrl` for the built-in sandbox
 * @throws SettingsError where a setting is wrong
 */
export function findAccount(
  flags: ApiFlags,
  surroundings: Pick<Surroundings, 'env'>,
): { readonly account: Account; readonly apiUrl?: URL } {
  const name = accountName(flags.account, surroundings);
  if (flags.sandbox && (flags.apiUrl ?? flags.apiKeyFile) !== undefined) throw twoTargets();
  if (flags.sandbox) return { account: { name, host: 'sandbox' } };
  const given = flags.apiUrl ?? nonBlank(surroundings.env['SOLARPROOF_API_URL']);
  const apiUrl = parseApiUrl(given ?? defaultApiUrl);
  return { account: { name, host: apiUrl.host }, apiUrl };
}

/** A sandbox of this process on a free port of this machine, its customers kept in the state directory. */
async function openSandboxTransport(
  stateDir: string,
  options: { connections: number; timeoutMs?: number },
): Promise<Transport> {
  const store = await openSandboxStore(stateDir);
  const served = await serveSandbox(createSandbox({ keys: [sandboxKey], store }), { port: 0 });
  const transport = openHttpTransport({
    ...options,
    apiUrl: parseApiUrl(served.url),
    apiKey: sandboxKey,
    host: 'sandbox',
  });
  return {
    ...transport,
    close: async () => {
      await transport.close();
      await served.close();
      store.close();
    },
  };
}

/** The sandbox's customers, in the state directory. */
export async function openSandboxStore(stateDir: string): Promise<ReturnType<typeof openFileStore>> {
  const folder = await privateFolder(path.join(stateDir, 'sandbox'));
  return openFileStore(path.join(folder, 'customers.ndjson'));
}

function twoTargets(): SettingsError {
  return new SettingsError('TWO_TARGETS', '--sandbox goes with neither --api-url nor --api-key-file.', [
    'Leave one of them out.',
  ]);
}

function withoutKey(): SettingsError {
  return new SettingsError('API_KEY_MISSING', 'There is no API key.', [
    'Put it into SOLARPROOF_API_KEY, or into a file named by SOLARPROOF_API_KEY_FILE, --api-key-file, or apiKeyFile in a config file.',
    'Solar Proof shows it under Settings, API Access. To try without one: --sandbox.',
  ]);
}
