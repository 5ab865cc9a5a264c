import path from 'node:path';
import {
  describeStop,
  needAttention,
  nextSteps,
  ResultError,
  type RepeatedFlags,
  type Report,
} from '@solarproof-import/importer';
import type { Screen } from './screen.js';
import { statusWords } from './status-words.js';
import { wrap } from './wrap.js';

/** What the advice at the end needs to know. */
export interface EndingOptions {
  readonly flags: RepeatedFlags;
  /** Where the key came from, after a refused key. */
  readonly keyFrom?: string;
}

/** The last lines: what came of it, where the result is, what to do next. */
export function endingLines(report: Report, screen: Screen, options: EndingOptions): string[] {
  const lines = report.stop ? stopLines(report, options, screen) : [];
  return [
    ...lines,
    ...countLines(report, screen),
    '',
    ...resultLines(report, screen),
    ...nextLines(report, options.flags, screen),
    ...exitLine(report, screen),
  ];
}

function stopLines(report: Report, { keyFrom }: EndingOptions, { paint, width }: Screen): string[] {
  const { stop, prepared } = report;
  if (!stop) return [];
  const advice =
    stop.kind === 'key-refused' && keyFrom !== undefined
      ? `The key came from ${keyFrom}. Check it in Solar Proof under Settings, API Access; a key kept in a file is replaced there, or asked for again without the file.`
      : '';
  return [
    ...wrap(`Stopped: ${describeStop(stop, prepared.account.host)}`, width).map((line) => paint.bold(line)),
    ...(advice === '' ? [] : wrap(advice, width - 2).map((line) => `  ${line}`)),
  ];
}

function countLines(report: Report, screen: Screen): string[] {
  const took = `${report.seconds.toFixed(1)} s`;
  if (!screen.interactive) return [`done: ${statusWords(report.counts, { separator: ', ' })} in ${took}`];
  const plain = `  ${statusWords(report.counts, { separator: '    ' })}`;
  const gap = ' '.repeat(Math.max(4, screen.width - plain.length - took.length));
  return [`  ${statusWords(report.counts, { separator: '    ', paint: screen.paint })}${gap}${took}`];
}

function resultLines({ result, rowsFile }: Report, { paint, width }: Screen): string[] {
  if (result instanceof ResultError) {
    return [
      ...wrap(`No result workbook: ${result.message}`, width),
      ...result.hints.map((hint) => `  ${hint}`),
      ...(rowsFile === undefined ? [] : [`Rows     ${shownPath(rowsFile)}`]),
    ];
  }
  const elsewhere = result.insteadOf
    ? wrap(`(${result.insteadOf.reason})`, width - 9).map((line) => `         ${paint.dim(line)}`)
    : [];
  return [`Result   ${paint.bold(shownPath(result.path))}`, ...elsewhere];
}

function nextLines(report: Report, flags: RepeatedFlags, { width }: Screen): string[] {
  const { prepared, result, rowsFile } = report;
  if (result instanceof ResultError)
    return [
      `Next     ${rowsFile === undefined ? 'Make room for a result, and check again.' : 'Keep the file with the rows: it has the IDs.'}`,
    ];
  const steps = nextSteps(
    { ...report, warnedRows: prepared.plan.warnedRows },
    { file: prepared.file, result: shownPath(result.path), flags },
  );
  const lines = steps.flatMap(({ text, command }) => [
    ...wrap(text, width - 9),
    ...(command === undefined ? [] : [command]),
  ]);
  return lines.map((line, index) => `${index === 0 ? 'Next     ' : '         '}${line}`);
}

function exitLine({ exitCode, counts }: Report, { interactive }: Screen): string[] {
  if (interactive && exitCode < 5) return [];
  const hands = needAttention(counts);
  if (exitCode === 4 && hands === 0) return ['exit 4: the result could not be written'];
  if (exitCode === 4) return [`exit 4: ${hands === 1 ? '1 row needs' : `${hands} rows need`} attention`];
  return [`exit ${exitCode}`];
}

/** A path as short as it can be said: relative where it is below the current folder. */
function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}
