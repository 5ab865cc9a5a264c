import { InvalidArgumentError, Option, type Command } from 'commander';
import { defaultProblem } from '@solarproof-import/importer';
import { isMarkerPattern, scheduleProblem, type WatchedFolder } from '@solarproof-import/watch';
import {
  addApiFlags,
  addCommonFlags,
  addFileReadingFlags,
  wholeNumber,
  type ApiFlags,
  type CommonFlags,
} from './flags.js';
import { addPaceFlagsOverConfig, type PaceFlags } from './pace-flags.js';
import type { ReadingFlags } from './reading-flags.js';

/** What may be said of one folder beside how its lists are read and sent. */
export interface FolderFlags {
  readonly reviewOver?: number;
  /** A cron expression. */
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly requireMarker?: string;
  readonly duplicates?: WatchedFolder['duplicates'];
  /** An e-mail. */
  readonly owner?: string;
}

/** The flags of `watch`, as commander hands them over: what was not given is left out, and the config file says it. */
export interface WatchFlags extends CommonFlags, ApiFlags, ReadingFlags, FolderFlags, Partial<PaceFlags> {
  readonly config?: string;
  readonly once?: boolean;
  /** In seconds. */
  readonly poll?: number;
  /** In seconds. */
  readonly still?: number;
}

/** Adds what says what is watched, and how. */
export function addWatchFlags(command: Command): Command {
  const watching = command
    .option('--config <file>', 'a config file, which may name several folders')
    .option('--once', 'handle what is there, then end')
    .option('--poll <seconds>', 'between two looks at an inbox (default: 5)', secondsFrom(0.01, 3_600))
    .option(
      '--still <seconds>',
      'for which a file must not have changed before it is taken (default: 15)',
      secondsFrom(0, 86_400),
    );
  return addCommonFlags(addPaceFlagsOverConfig(addApiFlags(addFileReadingFlags(addFolderFlags(watching)))));
}

/** Adds what says which files of a folder are taken, when, and which of them wait for a person. */
export function addFolderFlags(command: Command): Command {
  return command
    .option(
      '--schedule <cron>',
      'when the inbox is looked at, e.g. "0 6 * * 1-5" (default: all the time)',
      schedule,
    )
    .option('--time-zone <zone>', "of the schedule, e.g. Australia/Sydney (default: the system's)", timeZone)
    .option(
      '--require-marker <pattern>',
      'take a file only once another says that it is whole, e.g. {name}.ready',
      marker,
    )
    .addOption(
      new Option(
        '--duplicates <policy>',
        'what happens to content that was imported before (default: set-aside)',
      ).choices(['set-aside', 'import', 'recheck']),
    )
    .option(
      '--review-over <n>',
      'lists with more rows wait in review/ for a person',
      wholeNumber(0, 999_999_999),
    )
    .option('--owner <email>', 'who owns customers of rows that name nobody: a user of Solar Proof', owner);
}

/** A parser for seconds within a range, with fractions. */
function secondsFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected seconds, from ${least} to ${most}, e.g. 5 or 0.5.`);
  };
}

function schedule(text: string): string {
  return withoutProblem(text, scheduleProblem({ pattern: text }));
}

function timeZone(text: string): string {
  return withoutProblem(text, scheduleProblem({ pattern: '@daily', timeZone: text }));
}

function owner(text: string): string {
  return withoutProblem(text.trim(), defaultProblem('useremail', text.trim()));
}

function withoutProblem(text: string, problem: string | undefined): string {
  if (problem === undefined) return text;
  throw new InvalidArgumentError(`${problem.charAt(0).toUpperCase()}${problem.slice(1)}`);
}

function marker(text: string): string {
  if (isMarkerPattern(text)) return text;
  throw new InvalidArgumentError('Expected the name of another file of the inbox, e.g. {name}.ready.');
}
