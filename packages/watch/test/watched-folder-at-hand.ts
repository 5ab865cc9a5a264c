import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openState, type State, type Transport } from '@solarproof-import/importer';
import { createSandbox, parseFault, type Sandbox, type SandboxOptions } from '@solarproof-import/sandbox';
import { FakeClock, sandboxTransport, temporaryFolder } from '@solarproof-import/testkit';
import { onTestFinished } from 'vitest';
import type { DeliveryContext, NoticeFacts } from '../src/delivery/delivery-context.js';
import { openFolder } from '../src/folder/open-folder.js';
import { placeNames } from '../src/folder/layout.js';
import { watcherOf, type Watcher } from '../src/folder/watcher-id.js';
import type { DeliveryRunEvent, WatchEvent } from '../src/watch-event.js';
import type { WatchedFolder } from '../src/watched-folder.js';

/** What the system throws, by its code. */
export const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** How a watched folder is set up. */
export interface GivenFolder {
  /** What differs from a folder of which nothing was said. */
  readonly folder?: Partial<WatchedFolder>;
  /** As `--fault` takes them. */
  readonly faults?: readonly string[];
  readonly sandbox?: Omit<SandboxOptions, 'faults' | 'clock'>;
  /** A sandbox to send to, instead of one made by `sandbox` and `faults`. */
  readonly sent?: Sandbox;
  readonly clock?: FakeClock;
  /** The key now; default: the sandbox needs none. */
  readonly apiKey?: () => string;
  /** Puts something between the watch and the sandbox. */
  readonly wrap?: (transport: Transport) => Transport;
}

/** A watched folder in a temporary place, and the sandbox that its customers go to. */
export interface FolderAtHand {
  readonly folder: WatchedFolder;
  readonly stateDir: string;
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  /** What the watch has told, in its order. */
  readonly events: (WatchEvent | DeliveryRunEvent)[];
  /** What somebody was told. */
  readonly notices: NoticeFacts[];
  /** Puts a file into the inbox, or into another place. */
  put(name: string, content: string | Uint8Array): Promise<void>;
  read(place: string): Promise<string>;
  /** All files below the places, from the watched folder, in order; folders of deliveries as `*`. */
  tree(): Promise<readonly string[]>;
}

/** Sets a watched folder up. Nothing is looked at yet. */
export async function watchedFolderAtHand(given: GivenFolder = {}): Promise<FolderAtHand> {
  const { clock = new FakeClock(), wrap = (transport) => transport } = given;
  const root = path.join(await temporaryFolder(), 'watched');
  const stateDir = await temporaryFolder();
  const sandbox =
    given.sent ?? createSandbox({ clock, ...given.sandbox, faults: (given.faults ?? []).map(parseFault) });
  const folder: WatchedFolder = {
    root,
    account: { host: 'sandbox', name: 'default' },
    accountIsNamed: false,
    tableOptions: () => Promise.resolve({}),
    openAccount: () => {
      const key = given.apiKey === undefined ? {} : { apiKey: given.apiKey() };
      const transport = wrap(sandboxTransport(sandbox, { clock, ...key }));
      return Promise.resolve({ transport, keyFrom: 'the test', ...key });
    },
    pace: { concurrency: 4 },
    duplicates: 'set-aside',
    pollMs: 1_000,
    stillMs: 3_000,
    notify: {},
    ...given.folder,
  };
  return {
    folder,
    stateDir,
    sandbox,
    clock,
    events: [],
    notices: [],
    put: async (name, content) => {
      const file = path.join(root, ...(name.includes('/') ? name : `inbox/${name}`).split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    },
    read: (place) => readFile(path.join(root, ...place.split('/')), 'utf8'),
    tree: () => treeOf(root),
  };
}

async function treeOf(root: string): Promise<readonly string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const place = path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      return place.replace(/^processing\/[^/]+\/[^/]+\//, 'processing/*/');
    });
  return files.filter((place) => placeNames.some((name) => place.startsWith(`${name}/`))).toSorted();
}

/** A watched folder that was opened, and what the steps of its deliveries need. */
export interface OpenedFolder {
  readonly state: State;
  readonly mark: string;
  readonly watcher: Watcher;
  readonly context: DeliveryContext;
}

/** Opens the folder and its state, until the test has finished; again and again, as processes do. */
export async function open(
  { folder, stateDir, clock, events, notices }: FolderAtHand,
  more: Partial<DeliveryContext> = {},
): Promise<OpenedFolder> {
  const state = await openState(stateDir);
  onTestFinished(() => state.close());
  const standing = await openFolder(folder.root, { deliveries: state.store.deliveries });
  if (standing.kind === 'away') throw new Error(standing.message);
  const { mark } = standing;
  const watcher = watcherOf(state.directory.secret, 'desk');
  const never = new AbortController().signal;
  const context: DeliveryContext = {
    folder,
    mark,
    watcher,
    state,
    clock,
    stop: never,
    cutOff: never,
    tell: (event) => void events.push(event),
    notify: (facts) => {
      notices.push(facts);
      return Promise.resolve();
    },
    ...more,
  };
  return { state, mark, watcher, context };
}

/** A list of so many customers, as CSV. @param name each has it, and it tells lists from each other */
export function listOf(count: number, name = 'jo'): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `Jo,Citizen,${name}${index}@example.com,0491570006,RESIDENTIAL`,
  );
  return `${['First Name,Surname,Email,Mobile,Type', ...rows].join('\n')}\n`;
}

/** The e-mails of the customers that the sandbox has, in the order in which they came. */
export function emailsIn({ sandbox }: Pick<FolderAtHand, 'sandbox'>): readonly string[] {
  return sandbox.customers.map(({ email }) => email);
}

/** The kinds of the watch's own events, without those of its runs. */
export function toldBy({ events }: Pick<FolderAtHand, 'events'>): readonly string[] {
  const ofRuns = new Set([
    'run-started',
    'plan',
    'row',
    'waiting',
    'settling',
    'run-finished',
    'stopping',
    'no-look-ups',
  ]);
  return events.map(({ event }) => event).filter((event) => !ofRuns.has(event));
}
