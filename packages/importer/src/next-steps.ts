import type { StatusCounts, StopReason } from '@solarproof-import/core';
import type { Report } from './report.js';

/** One thing to do: what, and the command for it where there is one. */
export interface NextStep {
  readonly text: string;
  readonly command?: string;
}

/** Flags that a command told as a next step must repeat, as they are typed: `['--account', 'north']`. */
export interface RepeatedFlags {
  /** To read the same file again in the same way, and to reach the same account. */
  readonly sameFile: readonly string[];
  /** To import the result workbook into the same account. */
  readonly result: readonly string[];
  /** To go on with the run, which knows its file and account. */
  readonly resume: readonly string[];
  /** In a watched folder nobody types commands: what is to be done there instead. Default: commands are told. */
  readonly watch?: WatchSteps;
}

/** What a person does about a list that came into a watched folder. */
export interface WatchSteps {
  /** The command that lets a list go on after a review. */
  readonly approve: string;
}

/** How it ended, as far as what to do next depends on it. */
interface Ended {
  readonly kind: Report['kind'];
  readonly counts: StatusCounts;
  readonly stop?: StopReason | undefined;
  /** Rows that exist in Solar Proof under another name; default 0. */
  readonly otherNames?: number;
  /** Rows that the reader warns of and that can be sent, or were; default 0. */
  readonly warnedRows?: number;
  /** Whether the run is kept, so that it can be resumed; default false. */
  readonly resumable?: boolean;
}

/** What the commands name. */
interface Named {
  readonly file: string;
  readonly result: string;
  readonly flags: RepeatedFlags;
}

/** What to do next, the first thing first. */
export function nextSteps(ended: Ended, { file, result, flags }: Named): readonly NextStep[] {
  const { watch } = flags;
  if (ended.kind === 'check') {
    const run = commandLine('run', [file, ...flags.sameFile]);
    return afterCheck(
      ended,
      watch === undefined ? { run, again: run } : { run: watch.approve, again: undefined },
    );
  }
  if (watch !== undefined) return afterRun(ended, goesOnByItself(ended), undefined);
  const again = commandLine('run', [result, ...flags.result]);
  const commands = {
    again,
    resume: commandLine('resume', flags.resume),
    reconcile: commandLine('reconcile', flags.resume),
  };
  return afterRun(ended, ended.resumable ? goOn(ended, commands) : withoutResume(ended, commands), again);
}

/** @param again how the corrected list is imported; left out in a watched folder, where it is put into the inbox */
function afterCheck(
  { counts, warnedRows = 0 }: Ended,
  { run, again }: { readonly run: string; readonly again: string | undefined },
): NextStep[] {
  const invalid = counts.invalid ?? 0;
  const ready = counts.ready ?? 0;
  if (ready === 0 && invalid === 0) return [{ text: 'Nothing: no row has a customer in it.' }];
  if (ready === 0) return [onceCorrected(`Correct ${rowsOf(invalid)} in the list, save, then`, 'it', again)];
  const correct = `Correct ${rowsOf(invalid)} in the list, or import the others now and those later.`;
  return [
    ...(warnedRows > 0 ? [lookAt(warnedRows)] : []),
    ...(invalid > 0 ? [{ text: correct }] : []),
    { text: `To import ${rowsOf(ready)}:`, command: run },
  ];
}

/** By the command, or through the inbox of a watched folder, whose path differs from machine to machine. */
function onceCorrected(text: string, what: string, command: string | undefined): NextStep {
  return command === undefined ? { text: `${text} put ${what} into the folder "inbox".` } : { text, command };
}

function lookAt(warnedRows: number): NextStep {
  return { text: `Look at ${rowsOf(warnedRows)} with a warning in "Import: Problem": a value may be wrong.` };
}

/** The commands after a run: to import the result, to go on with the run, to settle what is open in it. */
type Commands = Readonly<Record<'again' | 'resume' | 'reconcile', string>>;

function afterRun(ended: Ended, goingOn: readonly NextStep[], again: string | undefined): NextStep[] {
  const { counts } = ended;
  const toFix = (counts.invalid ?? 0) + (counts.rejected ?? 0);
  const text = `Correct ${rowsOf(toFix)} in the sheet "Fix and re-import", save, then`;
  const steps = [
    ...goingOn,
    ...(toFix > 0 ? [onceCorrected(text, 'this workbook', again)] : []),
    ...looks(ended),
  ];
  return steps.length > 0 ? steps : [{ text: 'Nothing: every row is done.' }];
}

/** In a watched folder nobody has to do anything about rows that are open. */
function goesOnByItself({ counts }: Ended): NextStep[] {
  const open = (counts['not-sent'] ?? 0) + (counts.unconfirmed ?? 0);
  if (open === 0) return [];
  return [
    { text: `${rowsOf(open)} still open: the watch goes on by itself, and writes this workbook anew.` },
  ];
}

/** What is worth a look, though nothing has to be done about it. */
function looks({ otherNames = 0, warnedRows = 0 }: Ended): NextStep[] {
  const text = `Look at ${rowsOf(otherNames)} marked "exists" or "already-imported": in Solar Proof that e-mail has another name.`;
  return [...(otherNames > 0 ? [{ text }] : []), ...(warnedRows > 0 ? [lookAt(warnedRows)] : [])];
}

/** How a run that is kept goes on: a resume settles what is open, then sends what is not sent. */
function goOn({ counts, stop }: Ended, { resume, reconcile }: Commands): NextStep[] {
  const notSent = counts['not-sent'] ?? 0;
  const unconfirmed = counts.unconfirmed ?? 0;
  if (notSent > 0) {
    const when = stop && stop.kind !== 'interrupted' ? 'When the cause is gone, go on' : 'To go on';
    return [{ text: `${when} with ${rowsOf(notSent + unconfirmed)}:`, command: resume }];
  }
  if (unconfirmed === 0) return [];
  return [{ text: `To look again for ${rowsOf(unconfirmed)} marked "unconfirmed":`, command: reconcile }];
}

function withoutResume({ counts, stop }: Ended, { again }: Commands): NextStep[] {
  const notSent = counts['not-sent'] ?? 0;
  const unconfirmed = counts.unconfirmed ?? 0;
  const steps: NextStep[] = [];
  if (unconfirmed > 0) {
    steps.push({
      text: `Look up ${rowsOf(unconfirmed)} marked "unconfirmed" in Solar Proof: the customer may exist or not.`,
    });
  }
  if (notSent > 0) {
    const when = stop && stop.kind !== 'interrupted' ? 'When the cause is gone, send' : 'To send';
    steps.push({ text: `${when} the other ${rowsOf(notSent)}:`, command: again });
  }
  return steps;
}

/** A command as it can be pasted into a shell. @param words what follows it, not quoted yet */
export function commandLine(command: string, words: readonly string[]): string {
  return [`solarproof-import ${command}`, ...words.map(quoted)].join(' ');
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

/** As it can be pasted into a shell. Windows knows double quotes alone; elsewhere only single ones keep `$` and backticks. */
function quoted(word: string): string {
  if (/^[\w./\\:=@+-]+$/.test(word))
    return word.startsWith('-') && !word.startsWith('--') ? `./${word}` : word;
  return process.platform === 'win32'
    ? `"${word}"`
    : /['$`"\\!]/.test(word)
      ? `'${word.replaceAll("'", `'\\''`)}'`
      : `"${word}"`;
}
