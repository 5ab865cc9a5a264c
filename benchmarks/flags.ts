import { parseArgs } from 'node:util';
import type { BenchmarkCase } from './benchmark-case.js';
import { benchmarkCases } from './benchmark-cases.js';

/** What is measured, and how. */
export interface Flags {
  /** Customers in each list; default 20,000. */
  readonly rows: number;
  /** Rounds; default 3. */
  readonly repeat: number;
  /** Figures for programs instead of a table. */
  readonly json: boolean;
  readonly cases: readonly BenchmarkCase[];
}

/** Reads the command's flags. @throws where one makes no sense */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '20000' },
      repeat: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    },
  });
  const wanted = values.only.split(',');
  const cases = benchmarkCases.filter(({ name, onlyWhenNamed }) => {
    return wanted.some((start) => name.startsWith(start) && (start !== '' || onlyWhenNamed !== true));
  });
  if (cases.length === 0) {
    throw new Error(
      `--only ${values.only}: the cases are ${benchmarkCases.map(({ name }) => name).join(', ')}`,
    );
  }
  return {
    rows: wholeNumber('--rows', values.rows),
    repeat: wholeNumber('--repeat', values.repeat),
    json: values.json,
    cases,
  };
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text.replaceAll(/[,_]/g, ''));
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${flag} takes a whole number from 1`);
  return number;
}
