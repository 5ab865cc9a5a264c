import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { openState, type State } from '@solarproof-import/importer';
import { temporaryFolder } from '@solarproof-import/testkit';
import { onTestFailed } from 'vitest';
import type { Surroundings } from '../src/surroundings.js';
import { runProgram } from '../src/program.js';
import { fakeSurroundings } from './fake-surroundings.js';

/** What a command line came to, colours and the folder's name taken out. */
export interface Told {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a command line is run. */
export interface Calling {
  /** Default false. */
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  /** What is typed at the terminal. */
  readonly typed?: string;
  /** What is typed once a question is asked, in this order: part of the question, and the keys. */
  readonly answers?: readonly (readonly [question: string, keys: string])[];
}

/** A folder with a state directory of its own, in which command lines run in this process. */
export interface CommandFolder {
  readonly stateDir: string;
  file(name: string): string;
  write(name: string, content: string): Promise<string>;
  read(name: string): Promise<string>;
  call(words: readonly string[], calling?: Calling): Promise<Told>;
  /** Opens the state directory between two command lines. */
  withState<T>(act: (state: State) => Promise<T>): Promise<T>;
}

/** Makes one, empty. */
export async function commandFolder(): Promise<CommandFolder> {
  const dir = await temporaryFolder();
  const stateDir = path.join(dir, 'state');
  const file = (name: string): string => path.join(dir, name);
  const plain = (text: string): string => stripVTControlCharacters(text).replaceAll(dir + path.sep, '');
  return {
    stateDir,
    file,
    write: async (name, content) => {
      await writeFile(file(name), content);
      return file(name);
    },
    read: (name) => readFile(file(name), 'utf8'),
    call: async (words, { terminal = false, env = {}, typed, answers = [] } = {}) => {
      const { surroundings, stdout, stderr } = fakeSurroundings({
        terminal,
        env: { ...env, SOLARPROOF_IMPORT_HOME: stateDir },
      });
      Object.assign(surroundings.stdin, { setRawMode: () => surroundings.stdin });
      if (typed !== undefined) surroundings.stdin.push(typed);
      answerQuestions(surroundings, answers);
      const exitCode = await runProgram(words, surroundings);
      return { exitCode, stdout: plain(stdout()), stderr: plain(stderr()) };
    },
    withState: async (act) => {
      const state = await openState(stateDir);
      try {
        return await act(state);
      } finally {
        await state.close();
      }
    },
  };
}

/** Types each answer when its question stands on the screen. */
function answerQuestions({ stdin, stderr }: Surroundings, answers: NonNullable<Calling['answers']>): void {
  const left = [...answers];
  let shown = '';
  if (left.length > 0) {
    onTestFailed(() => {
      const questions = left.map(([question]) => question).join(', ');
      process.stderr.write(`not yet asked: ${questions}\non the screen: ${shown}\n`);
    });
  }
  const write = stderr.write.bind(stderr);
  stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    shown += stripVTControlCharacters(String(chunk));
    const [next] = left;
    if (next !== undefined && shown.includes(next[0])) {
      shown = '';
      left.shift();
      setImmediate(() => stdin.push(next[1]));
    }
    return Reflect.apply(write, stderr, [chunk, ...rest]) as boolean;
  };
}

/** A list of good customers, `c2@example.com` in row 2 and so on. */
export function listOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `Jo${index + 2},Citizen,c${index + 2}@example.com,0491 570 006,Residential`,
  );
  return ['First Name,Surname,Email,Mobile,Type', ...rows, ''].join('\n');
}
