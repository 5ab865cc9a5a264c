import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@solarproof-import/testkit';

const command = fileURLToPath(new URL('../../bin/solarproof-import.js', import.meta.url));

/** What a command line came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder to work in, with a state directory of its own. The built command runs in it as a user would run it. */
export class CliFolder {
  readonly dir: string;
  readonly env: Record<string, string>;

  private constructor(dir: string) {
    this.dir = dir;
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: path.join(dir, 'home'),
      USERPROFILE: path.join(dir, 'home'),
      SOLARPROOF_IMPORT_HOME: path.join(dir, 'state'),
    };
  }

  static make(): Promise<CliFolder> {
    return temporaryFolder().then((dir) => CliFolder.#at(dir));
  }

  /** Makes one for as long as `act` takes: tests that run at the same time cannot say which of them a folder belongs to. */
  static async during<T>(act: (folder: CliFolder) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(path.join(await realpath(tmpdir()), 'solarproof-import-'));
    try {
      return await act(await CliFolder.#at(dir));
    } finally {
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  static async #at(dir: string): Promise<CliFolder> {
    const folder = new CliFolder(dir);
    await mkdir(path.join(folder.dir, 'home'));
    return folder;
  }

  file(name: string): string {
    return path.join(this.dir, name);
  }

  async write(name: string, content: string): Promise<string> {
    await writeFile(this.file(name), content);
    return this.file(name);
  }

  start(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [command, ...words], {
      cwd: this.dir,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  run(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
    return ending(this.start(words, env));
  }

  /** Starts `sandbox` on a free port. @returns its URL and how to stop it */
  async sandbox(...words: readonly string[]): Promise<{ readonly url: string; stop(): Promise<Ended> }> {
    const child = this.start(['sandbox', '--port', '0', ...words]);
    const ended = ending(child);
    const first = await firstMatch(child, /http:\S+apidata\.php/);
    return {
      url: first,
      stop: () => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  }
}

/** Collects what a process prints until it ends. */
export async function ending(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** Waits until a process has printed what matches. @throws where it ends before */
export function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: string | Buffer) => {
      text += chunk.toString();
      const match = pattern.exec(text);
      if (match) resolve(match[0]);
    });
    child.once('close', () => reject(new Error(`it ended before ${String(pattern)}: ${text}`)));
  });
}

/** A list of good customers, `c2@example.com` in row 2 and so on. */
export function listOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `Jo${index + 2},Citizen,c${index + 2}@example.com,0491 570 006,Residential`,
  );
  return ['First Name,Surname,Email,Mobile,Type', ...rows, ''].join('\n');
}

/** Waits until something holds that another process does. @throws after ten seconds */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came to hold');
}
