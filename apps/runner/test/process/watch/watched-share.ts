import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createSandbox,
  serveSandbox,
  type Sandbox,
  type SandboxOptions,
  type ServedSandbox,
} from '@solarproof-import/sandbox';
import { CliFolder, type Ended } from '../run-cli.js';
import { expectNothingSpilt } from './nothing-spilt.js';
import { eventually, RunningWatch, type Told } from './running-watch.js';

/** The key of these watches: it must be seen nowhere. */
export const shareKey = 'sk-share-7b1e4c90d2';

/** What a pass with `--once` came to. */
export interface Passed extends Ended {
  readonly events: readonly Told[];
}

/** How a watch is started, beside its words. */
export interface Starting {
  /** Its state directory, by a name: `'state'` unless it is one of several. */
  readonly state?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const longAgo = new Date('2026-01-01T00:00:00Z');

/** How often and how patiently these tests look. */
const pace = ['--poll', '0.05', '--still', '0.15', '--timeout', '1', '--settle', '0.5'];

/**
 * A watched folder, the imitated account that it imports into, and the processes that watch it. An e-mail may be taken twice there,
 * so that whatever is sent twice is seen. What was put into the inbox must be in the share when all is over.
 */
export class WatchedShare {
  readonly cli: CliFolder;
  readonly sandbox: Sandbox;
  readonly root: string;
  /** Where the account can be reached; it stays the same over an outage. */
  readonly url: string;
  readonly #running: RunningWatch[] = [];
  readonly #ended: Ended[] = [];
  readonly #put: Buffer[] = [];
  #served: ServedSandbox | undefined;
  #isSettled = false;

  private constructor(cli: CliFolder, sandbox: Sandbox, served: ServedSandbox) {
    this.cli = cli;
    this.sandbox = sandbox;
    this.root = cli.file('share');
    this.url = served.url;
    this.#served = served;
  }

  /** Makes one for as long as `act` takes, and holds it to what is always promised. */
  static during(act: (share: WatchedShare) => Promise<void>, options: SandboxOptions = {}): Promise<void> {
    return CliFolder.during(async (cli) => {
      const sandbox = createSandbox({ keys: [shareKey], emails: 'not-unique', ...options });
      const share = new WatchedShare(cli, sandbox, await serveSandbox(sandbox, { port: 0 }));
      await mkdir(path.join(share.root, 'inbox'), { recursive: true });
      try {
        await act(share);
        if (!share.#isSettled) await share.settle();
      } finally {
        await share.stopAll('SIGKILL');
        await share.goDown();
      }
    });
  }

  /** Stops what goes on, and looks at what came of it. Called at the end, or while the share is still there. */
  async settle(): Promise<void> {
    await this.stopAll();
    const { cli, root, sandbox } = this;
    const key = shareKey;
    await expectNothingSpilt({ dir: cli.dir, root, key, ended: this.#ended, put: this.#put, sandbox });
    this.#isSettled = true;
  }

  /** A path in the share: `done/customers.csv`. */
  file(place: string): string {
    return path.join(this.root, ...place.split('/'));
  }

  /** Puts a file into the inbox at once, as a move from the same share does. */
  async put(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(this.cli.file('elsewhere'), { recursive: true });
    const made = path.join(this.cli.file('elsewhere'), randomBytes(6).toString('hex'));
    await writeFile(made, content);
    this.keep(content);
    await rename(made, this.file(`inbox/${name}`));
  }

  /** Puts a file into an inbox that is on another disk: a copy, and a rename there. */
  async putAcross(name: string, content: string): Promise<void> {
    await writeFile(this.file(`inbox/${name}.part`), content);
    this.keep(content);
    await rename(this.file(`inbox/${name}.part`), this.file(`inbox/${name}`));
  }

  /** Lays a file anywhere in the share, in folders as old as it is. @param time default: long ago */
  async leave(place: string, content: string | Uint8Array, time = longAgo): Promise<void> {
    const file = this.file(place);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    this.keep(content);
    await utimes(file, time, time);
    await utimes(path.dirname(file), time, time);
  }

  /** This content must be in the share when all is over. */
  keep(content: string | Uint8Array): void {
    this.#put.push(createHash('sha256').update(content).digest());
  }

  /** Starts a watch that goes on until it is stopped. */
  watch(words: readonly string[] = [], starting: Starting = {}): RunningWatch {
    const running = new RunningWatch(
      this.cli.start(['watch', this.root, '--json', ...pace, ...words], this.envOf(starting)),
      () => this.tree(),
    );
    this.#running.push(running);
    return running;
  }

  /** Lets a watch handle what is there. */
  async once(words: readonly string[] = [], starting: Starting = {}): Promise<Passed> {
    const running = this.watch(['--once', ...words], starting);
    const ended = await running.ended;
    return { ...ended, events: running.events };
  }

  /** Runs another command with the same state. */
  async run(words: readonly string[], starting: Starting = {}): Promise<Ended> {
    const ended = await this.cli.run(words, this.envOf(starting));
    this.#ended.push(ended);
    return ended;
  }

  envOf({ state = 'state', env = {} }: Starting): Record<string, string> {
    return {
      SOLARPROOF_API_KEY: shareKey,
      SOLARPROOF_API_URL: this.url,
      SOLARPROOF_IMPORT_HOME: this.cli.file(state),
      ...env,
    };
  }

  /** Waits until the inbox has been looked at so many times more. */
  polled(times: number, state = 'state'): Promise<void> {
    return this.#beats('lastPoll', times, state);
  }

  /** Waits for so many more signs of life, whether the inbox can be seen or not. */
  beaten(times: number, state = 'state'): Promise<void> {
    return this.#beats('at', times, state);
  }

  async #beats(what: 'lastPoll' | 'at', times: number, state: string): Promise<void> {
    let last = await this.#heartbeat(what, state);
    for (let seen = 0; seen < times; seen += 1) {
      const before = last;
      await eventually(async () => (last = await this.#heartbeat(what, state)) !== before);
    }
  }

  async #heartbeat(what: 'lastPoll' | 'at', state: string): Promise<string> {
    const dir = path.join(this.cli.file(state), 'watch');
    const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json'));
    const text = await readFile(path.join(dir, names[0] ?? 'none'), 'utf8').catch(() => '{}');
    return (JSON.parse(text) as Record<typeof what, string | undefined>)[what] ?? '';
  }

  /** Every file of the share, from its root and sorted, without its mark. @param below only those of one folder */
  async tree(below = ''): Promise<string[]> {
    const found = await readdir(this.file(below), { recursive: true, withFileTypes: true }).catch(() => []);
    return found
      .filter((entry) => !entry.isDirectory() && entry.name !== '.solarproof-import')
      .map((entry) =>
        path.relative(this.root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
      .toSorted();
  }

  /** What `processing/` still holds, folders of watchers aside. */
  async leftOvers(): Promise<string[]> {
    const found = await readdir(this.file('processing'), { recursive: true });
    return found.filter((name) => name.split(path.sep).length > 1).toSorted();
  }

  read(place: string): Promise<string> {
    return readFile(this.file(place), 'utf8');
  }

  async has(place: string): Promise<boolean> {
    return stat(this.file(place)).then(
      () => true,
      () => false,
    );
  }

  /** A person deletes it. */
  remove(place: string): Promise<void> {
    return rm(this.file(place));
  }

  /** The e-mails in the account, sorted: one twice is a customer twice. */
  emails(): string[] {
    return this.sandbox.customers.map(({ email }) => email).toSorted();
  }

  /** The account cannot be reached any more. */
  async goDown(): Promise<void> {
    await this.#served?.close();
    this.#served = undefined;
  }

  /** It can be reached again, where it was. */
  async comeUp(): Promise<void> {
    this.#served ??= await serveSandbox(this.sandbox, { port: Number(new URL(this.url).port) });
  }

  async stopAll(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    for (const one of this.#running.splice(0)) this.#ended.push(await one.stop(signal));
  }
}

/** A list of good customers of its own: `north-1@example.com` and so on. */
export function customersOf(of: string, count = 3): string {
  return listOfRows(Array.from({ length: count }, (_, index) => goodRow(`${of}-${index + 1}`)));
}

/** A list of these rows. */
export function listOfRows(rows: readonly string[]): string {
  return ['First Name,Surname,Email,Mobile,Type', ...rows, ''].join('\n');
}

export function goodRow(of: string): string {
  return `Jo,Zitizen,${of}@example.com,0491 570 006,Residential`;
}

/** The e-mails that `customersOf` gives. */
export function emailsOf(of: string, count = 3): string[] {
  return Array.from({ length: count }, (_, index) => `${of}-${index + 1}@example.com`).toSorted();
}
