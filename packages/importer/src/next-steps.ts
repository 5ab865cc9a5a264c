import type { StatusCounts, StopReason } from '@solarproof-import/core';

/** One thing to do: what, and the command for it where there is one. */
export interface NextStep {
  readonly text: string;
  readonly command?: string;
}

/** How it ended, as far as what to do next depends on it. */
interface Ended {
  readonly kind: 'check' | 'run';
  readonly counts: StatusCounts;
  readonly stop?: StopReason | undefined;
}

/** The files that the commands name. */
interface Named {
  readonly file: string;
  readonly result: string;
}

/** What to do next, the first thing first. */
export function nextSteps({ kind, counts, stop }: Ended, { file, result }: Named): readonly NextStep[] {
  return kind === 'check' ? afterCheck(counts, { file, result }) : afterRun(counts, stop, result);
}

function afterCheck(counts: StatusCounts, { file, result }: Named): NextStep[] {
  const invalid = counts.invalid ?? 0;
  const ready = counts.ready ?? 0;
  const steps: NextStep[] = [];
  if (invalid > 0)
    steps.push({ text: `Correct ${rowsOf(invalid)} in the file, or import the others now and those later.` });
  if (ready > 0)
    steps.push({ text: `To import ${rowsOf(ready)}:`, command: `solarproof-import run ${quoted(file)}` });
  if (ready === 0) steps.push({ text: 'Nothing can be imported yet.', ...again(invalid, result) });
  return steps;
}

function afterRun(counts: StatusCounts, stop: StopReason | undefined, result: string): NextStep[] {
  const toFix = (counts.invalid ?? 0) + (counts.rejected ?? 0);
  const notSent = counts['not-sent'] ?? 0;
  const unconfirmed = counts.unconfirmed ?? 0;
  const steps: NextStep[] = [];
  if (unconfirmed > 0) {
    steps.push({
      text: `Look up ${rowsOf(unconfirmed)} marked "unconfirmed" in Solar Proof: the customer may exist or not.`,
    });
  }
  const command = `solarproof-import run ${quoted(result)}`;
  if (toFix > 0)
    steps.push({ text: `Correct ${rowsOf(toFix)} in the sheet "Fix and re-import", save, then`, command });
  else if (notSent > 0)
    steps.push({
      text: `${stop ? 'When the cause is gone, send' : 'Send'} ${rowsOf(notSent)} with`,
      command,
    });
  if (steps.length === 0) steps.push({ text: 'Nothing: every row is done.' });
  return steps;
}

function again(invalid: number, result: string): { command?: string } {
  return invalid > 0 ? { command: `solarproof-import run ${quoted(result)}` } : {};
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

/** Double quotes are understood by every shell, Windows' included. */
function quoted(file: string): string {
  return /^[\w./\\:-]+$/.test(file) ? file : `"${file}"`;
}
