import { confirm, isCancel, password, select, text } from '@clack/prompts';
import { printable } from './printable.js';
import type { Surroundings } from '../surroundings.js';

/** What a question was answered with; `cancelled` is Ctrl-C. */
export type Answer<T> = { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'cancelled' };

/** Asks yes or no at the terminal, on stderr. The default is no. */
export async function askYesNo(message: string, { stdin, stderr }: Surroundings): Promise<Answer<boolean>> {
  const value = await confirm({
    message: printable(message),
    initialValue: false,
    active: 'Yes',
    inactive: 'No',
    input: stdin,
    output: stderr,
  });
  return isCancel(value) ? { kind: 'cancelled' } : { kind: 'answered', value };
}

/** Asks for one of several at the terminal, on stderr. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
  { stdin, stderr }: Surroundings,
): Promise<Answer<Value>> {
  const options = choices.map(({ value, label, hint }) => ({
    value: value as string,
    label: printable(label),
    ...(hint === undefined ? {} : { hint: printable(hint) }),
  }));
  const picked = await select({
    message: printable(message),
    options,
    maxItems: 14,
    input: stdin,
    output: stderr,
  });
  if (isCancel(picked)) return { kind: 'cancelled' };
  const choice = choices.find(({ value }) => value === picked);
  return choice === undefined ? { kind: 'cancelled' } : { kind: 'answered', value: choice.value };
}

/** Asks for a secret at the terminal; what is typed is not shown. */
export async function askSecret(message: string, { stdin, stderr }: Surroundings): Promise<Answer<string>> {
  const value = await password({ message, input: stdin, output: stderr });
  return isCancel(value) ? { kind: 'cancelled' } : { kind: 'answered', value };
}

/** What a typed answer may be. */
export interface TextQuestion {
  /** What it is where nothing is typed; shown. Default: nothing, as `''`. */
  readonly otherwise?: string;
  /** What is wrong with an answer, in words: then it is asked again. */
  readonly problem?: (answer: string) => string | undefined;
}

/** Asks for a line of text at the terminal, on stderr. Its outer spaces do not count. */
export async function askText(
  message: string,
  { otherwise = '', problem }: TextQuestion,
  { stdin, stderr }: Surroundings,
): Promise<Answer<string>> {
  const answerOf = (typed: string | undefined): string => (typed ?? '').trim() || otherwise;
  const value = await text({
    message: printable(message),
    placeholder: otherwise,
    defaultValue: otherwise,
    validate: (typed) => problem?.(answerOf(typed)),
    input: stdin,
    output: stderr,
  });
  return isCancel(value) ? { kind: 'cancelled' } : { kind: 'answered', value: answerOf(value) };
}
