import {
  exitCodes,
  ImportError,
  InterruptedError,
  JournalError,
  LockedError,
  SettingsError,
  SourceError,
} from '@solarproof-import/importer';
import { SandboxUsageError } from '@solarproof-import/sandbox';
import { printable } from './printable.js';
import { wrap } from './wrap.js';

/** What the user reads when a command ends with an error, and its exit code. */
export interface Failure {
  readonly text: string;
  readonly exitCode: number;
}

const width = 100;

/** Puts an error into words: what is wrong, what to do and, unless rows may have been sent, that nothing was. */
export function describeFailure(
  error: unknown,
  { verbose, sent = false, exitCode }: { verbose: boolean; sent?: boolean; exitCode?: number },
): Failure {
  const closing = sent ? [] : ['Nothing was sent.'];
  if (error instanceof InterruptedError) {
    const exitCode = error.signal === 'SIGINT' ? exitCodes.sigint : exitCodes.sigterm;
    return { exitCode, text: lines(`Stopped: ${error.message}`, [], exitCode) };
  }
  if (error instanceof SourceError) return ofUser(error, exitCodes.source, closing);
  if (error instanceof SettingsError) return ofUser(error, exitCode ?? exitCodes.settings, closing);
  if (error instanceof LockedError) return ofUser(error, exitCodes.locked, closing);
  if (error instanceof JournalError)
    return ofUser(error, exitCode ?? (sent ? exitCodes.stopped : exitCodes.settings), closing);
  if (error instanceof SandboxUsageError)
    return { exitCode: exitCodes.settings, text: lines(error.message, [], exitCodes.settings) };
  return ofProgram(error, verbose);
}

function ofUser(error: ImportError, exitCode: number, closing: readonly string[]): Failure {
  return { exitCode, text: lines(error.message, [...error.hints, ...closing], exitCode) };
}

/** A bug. Its message may hold what a library was given, so only our own errors are repeated word for word. */
function ofProgram(error: unknown, verbose: boolean): Failure {
  const ours = error instanceof ImportError;
  const what = ours ? error.message : error instanceof Error ? `${error.name}${codeOf(error)}` : 'unknown';
  const where =
    verbose && error instanceof Error
      ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
      : [];
  const hints = [
    ...where.map((line) => line.trim()),
    'This should not happen; please report it, with the command and --verbose.',
  ];
  return { exitCode: exitCodes.bug, text: lines(`Unexpected error: ${what}`, hints, exitCodes.bug) };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
}

/** A hint that begins with a word and a gap stands in two columns. */
function inLines(hint: string): string[] {
  const [, name, text] = /^(\S+ {2,})(\S.*)$/.exec(hint) ?? [];
  if (name === undefined || text === undefined) return wrap(hint, width - 2);
  return wrap(text, width - 2 - name.length).map(
    (line, index) => (index === 0 ? name : ' '.repeat(name.length)) + line,
  );
}

function lines(headline: string, hints: readonly string[], exitCode: number): string {
  const indented = hints.flatMap((hint) => inLines(hint).map((line) => `  ${line}`));
  return printable([...wrap(headline, width), ...indented, `exit ${exitCode}`, ''].join('\n'));
}
