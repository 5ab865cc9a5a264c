import { InvalidArgumentError, type Command } from 'commander';
import { defaultConcurrency, parseErrorLimit, type ErrorLimit } from '@solarproof-import/importer';
import { wholeNumber } from './flags.js';

/** How fast a run goes, how long it waits, and when it gives up. */
export interface PaceFlags {
  readonly concurrency: number;
  readonly rate?: number;
  /** In seconds. */
  readonly settle?: number;
  readonly maxErrors?: ErrorLimit;
}

/** Adds what says how the rows are sent. */
export function addPaceFlags(command: Command): Command {
  return addOtherPaceFlags(command.option(...concurrencyFlag, defaultConcurrency));
}

/** The same where a config file may say it, too: a flag that was not given is left out. */
export function addPaceFlagsOverConfig(command: Command): Command {
  return addOtherPaceFlags(command.option(...concurrencyFlag));
}

const concurrencyFlag = ['--concurrency <n>', 'requests in flight at most', wholeNumber(1, 64)] as const;

function addOtherPaceFlags(command: Command): Command {
  const withRate = command
    .option('--rate <n>', 'customers created a second at most (default: no limit)', wholeNumber(1, 1_000))
    .option(
      '--settle <seconds>',
      'how long a create without an answer may still take effect (default: 90)',
      seconds,
    );
  return addMaxErrorsFlag(withRate);
}

/** Adds what says when a run gives up. */
export function addMaxErrorsFlag(command: Command): Command {
  return command.option(
    '--max-errors <n>',
    'stop when more rows than this, or than this percentage (5%), are rejected or unconfirmed',
    errorLimit,
  );
}

/** Milliseconds that a server may take to answer beyond the time-out before a customer cannot appear any more. */
const slackMs = 45_000;
const defaultTimeoutMs = 45_000;

/**
 * How long unanswered creates are waited for. Against anything but a server of this machine never less than the time-out and
 * 45 s: a shorter wait would create customers twice.
 */
export function settleMs(
  { settle = 90, timeout }: { readonly settle?: number; readonly timeout?: number },
  isLocal: boolean,
): number {
  const wanted = settle * 1000;
  const timeoutMs = timeout === undefined ? defaultTimeoutMs : timeout * 1000;
  return isLocal ? wanted : Math.max(wanted, timeoutMs + slackMs);
}

/** Whether a host is this machine, or the built-in sandbox. */
export function isLocalHost(host: string): boolean {
  return host === 'sandbox' || /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host);
}

function seconds(text: string): number {
  const number = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (number > 0 && number <= 86_400) return number;
  throw new InvalidArgumentError('Expected seconds, more than 0 and at most 86400, e.g. 90 or 2.5.');
}

function errorLimit(text: string): ErrorLimit {
  const limit = parseErrorLimit(text);
  if (limit !== undefined) return limit;
  throw new InvalidArgumentError('Expected a number of rows, e.g. 20, or a percentage, e.g. 5%.');
}
