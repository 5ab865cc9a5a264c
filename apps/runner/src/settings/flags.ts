import { InvalidArgumentError, Option, type Command } from 'commander';
import { acceptable, defaultProblem, fieldKeys, type FieldKey } from '@solarproof-import/importer';

/** The flags of commands that read a file, as commander hands them over. */
export interface FileFlags {
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly encoding?: string;
  readonly set?: ReadonlyMap<FieldKey, string>;
  readonly mapping?: string;
  readonly accept?: readonly string[];
  readonly recase?: boolean;
  readonly hiddenRows?: 'include' | 'skip';
  readonly account?: string;
  readonly output?: string;
  readonly stateDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** The flags of commands that talk to Solar Proof. */
export interface ApiFlags {
  readonly account?: string;
  readonly apiUrl?: string;
  readonly apiKeyFile?: string;
  readonly stateDir?: string;
  readonly timeout?: number;
  readonly sandbox?: boolean;
}

/** The flags that every command has that is of one account. */
export type CommonFlags = Pick<FileFlags, 'account' | 'stateDir' | 'json' | 'quiet' | 'verbose' | 'color'>;

/** Adds what says how a file is read and where its result goes. */
export function addFileFlags(command: Command): Command {
  return addFileReadingFlags(command).option(
    '--output <file>',
    'where the result workbook goes (default: beside the input)',
  );
}

/** Adds what says how a file is read. */
export function addFileReadingFlags(command: Command): Command {
  return command
    .option(
      '--sheet <name>',
      'the sheet to read (default: the visible one that looks most like a list of customers)',
    )
    .option(
      '--header-row <n>',
      'the row that holds the labels, 0 for none (default: found out)',
      wholeNumber(0, 1_048_576),
    )
    .option('--encoding <e>', "a CSV's encoding, e.g. windows-1252 (default: found out)")
    .option('--set <field=value>', 'fill blank cells of a field, never override; may be repeated', collectSet)
    .option('--mapping <file>', 'which column feeds which field, as "map" writes it')
    .option(
      '--accept <rules>',
      'take what likely rules suggest, e.g. EMAIL_DOMAIN_MENDED; may be repeated',
      collectRules,
    )
    .option('--recase', 'write names Like This that are in capitals only, or without any')
    .addOption(
      new Option('--hidden-rows <what>', 'what happens to hidden rows (default: include)').choices([
        'include',
        'skip',
      ]),
    );
}

/** Adds what says who is talked to. */
export function addApiFlags(command: Command): Command {
  return addAddressFlags(command)
    .option('--api-key-file <file>', 'a file that holds the API key')
    .option('--timeout <seconds>', 'how long an answer may take (default: 45)', wholeNumber(1, 3_600));
}

/** Adds what says whose customers are meant. */
export function addAddressFlags(command: Command): Command {
  return command
    .option('--api-url <url>', "the API's address (default: Solar Proof's)")
    .option('--sandbox', 'use the built-in sandbox instead of Solar Proof; needs no key');
}

/** Adds what every command has that is of one account. */
export function addCommonFlags(command: Command): Command {
  return addOutputFlags(command.option('--account <name>', 'a name for the account (default: "default")'));
}

/** Adds what every command has. */
export function addOutputFlags(command: Command): Command {
  return command
    .option('--state-dir <dir>', 'where state is kept')
    .option('--json', 'NDJSON events on standard output')
    .option('--quiet', 'only the outcome, no progress')
    .option('--verbose', 'more about what goes wrong')
    .option('--no-color', 'no colours');
}

/** A parser for whole numbers within a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

function collectSet(
  text: string,
  earlier: ReadonlyMap<FieldKey, string> = new Map(),
): ReadonlyMap<FieldKey, string> {
  const separator = text.indexOf('=');
  const name = text.slice(0, Math.max(0, separator)).trim().toLowerCase();
  const key = fieldKeys.find((known) => known === name);
  if (key === undefined)
    throw new InvalidArgumentError('Expected field=value, with a field such as type, phone2 or useremail.');
  if (earlier.has(key)) throw new InvalidArgumentError(`${key} was given a value already.`);
  const value = text.slice(separator + 1).trim();
  const problem = defaultProblem(key, value);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return new Map([...earlier, [key, value]]);
}

function collectRules(text: string, earlier: readonly string[] = []): readonly string[] {
  const rules = text.split(',').map((rule) => rule.trim().toUpperCase());
  const unknown = rules.find((rule) => !acceptable.includes(rule));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `"${unknown}" is no rule that can be accepted. Expected ${acceptable.join(', ')}.`,
    );
  return [...new Set([...earlier, ...rules])];
}
