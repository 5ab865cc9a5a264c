import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a file of this folder as a process of its own, with this one's Node options. */
export function ownProcess(file: string, args: readonly (string | number)[]): ChildProcess {
  // The heap grows as the command line lets it grow (apps/runner/src/main.ts).
  const execArgv = [...process.execArgv, '--heap-growing-percent=100'];
  return fork(fileURLToPath(new URL(file, import.meta.url)), args.map(String), { execArgv });
}

/** Waits for the process to end. @returns the last thing it sent. @throws where it ends badly */
export async function lastMessage(child: ChildProcess): Promise<unknown> {
  let last: unknown;
  child.on('message', (message) => {
    last = message;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${child.spawnargs.slice(-3).join(' ')} ended with ${String(code)}`);
  return last;
}
