import {
  systemClock,
  type KeptRun,
  type PurgeReport,
  type ResultFilesReport,
} from '@solarproof-import/importer';
import type { Surroundings } from '../surroundings.js';
import { printEvent } from '../terminal/print-event.js';
import type { Screen } from '../terminal/screen.js';
import { sizeWords } from '../terminal/size-words.js';
import { twoColumns } from '../terminal/wrap.js';

/** What became of the runs, and of the result files in the state directory. */
export interface Purged extends PurgeReport {
  readonly results: ResultFilesReport;
}

const mostNamed = 20;

/** What went, what was kept and why, and what a purge leaves. */
export function purgeLines(purged: Purged, { paint, width }: Screen): string[] {
  const { gone, kept, results } = purged;
  const nothing = gone.length === 0 && results.files === 0;
  const went = nothing ? ['Nothing was removed: no such run has files.'] : [paint.bold(totalOf(purged))];
  const runs = gone
    .slice(0, mostNamed)
    .map(
      ({ run, files, bytes, wasUnfinished }) =>
        `  ${run.id}   ${amount(files, bytes)}${wasUnfinished ? '   was unfinished' : ''}   ${run.source.name}`,
    );
  return [
    ...went,
    ...runs,
    ...(gone.length > mostNamed ? [`  and ${gone.length - mostNamed} more runs`] : []),
    ...(results.files > 0 ? [`  results                  ${amount(results.files, results.bytes)}`] : []),
    ...keptLines(kept, width),
    ...(nothing ? [] : ['', ...staysLines(results, width)]),
  ];
}

/** The same as events. */
export function printPurge({ gone, kept, results }: Purged, surroundings: Surroundings): void {
  const time = systemClock.now();
  for (const { run, files, bytes, wasUnfinished } of gone)
    printEvent(surroundings, { event: 'purged', time, runId: run.id, files, bytes, wasUnfinished });
  for (const { run, why } of kept) {
    const { kind: reason, ...more } = why;
    printEvent(surroundings, { event: 'kept', time, runId: run.id, reason, ...more });
  }
  const { files: resultFiles, bytes: resultBytes, staying: resultsStaying } = results;
  const totals = { runs: gone.length, kept: kept.length, resultFiles, resultBytes, resultsStaying };
  printEvent(surroundings, { event: 'purge-finished', time, ...totals });
}

function totalOf({ gone, results }: Purged): string {
  const files = gone.reduce((sum, run) => sum + run.files, results.files);
  const bytes = gone.reduce((sum, run) => sum + run.bytes, results.bytes);
  return `Gone: ${gone.length === 1 ? '1 run' : `${gone.length} runs`}, ${amount(files, bytes)}.`;
}

function amount(files: number, bytes: number): string {
  return `${files === 1 ? '1 file' : `${files} files`}, ${sizeWords(bytes)}`;
}

function keptLines(kept: readonly KeptRun[], width: number): string[] {
  const pairs = kept
    .slice(0, mostNamed)
    .map((one) => [one.run.id, `${one.run.source.name}: ${whyKept(one)}`] as const);
  const more = kept.length - mostNamed;
  return kept.length === 0
    ? []
    : [
        '',
        `Kept: ${kept.length === 1 ? '1 run' : `${kept.length} runs`}.`,
        ...twoColumns(pairs, { indent: 2, width }),
        ...(more > 0 ? [`  and ${more} more runs`] : []),
      ];
}

function whyKept({ run, why }: KeptRun): string {
  switch (why.kind) {
    case 'unfinished':
      return `it is unfinished. Go on with it (resume ${run.id}), or purge it by name.`;
    case 'under-way':
      return 'another process has its account, and may go on with it. Wait until that has ended.';
    case 'not-removable':
      return `its files cannot be removed (${why.code}). Close what has them open, check who owns them, then purge again.`;
  }
}

function staysLines({ staying }: ResultFilesReport, width: number): string[] {
  const files = staying === 1 ? '1 file stays' : `${staying} files stay`;
  const results = `In the results of the state directory ${files}: of other runs, of checks, or changed since.`;
  return twoColumns(
    [
      [
        'What stays',
        [
          'What became of each row, and which e-mails were imported, as marks from which none can be read: that guards against doubles.',
          'The lists themselves, the result workbooks beside them, stored API keys, and what was sent to the sandbox.',
          ...(staying === 0 ? [] : [results]),
        ].join(' '),
      ],
    ],
    { indent: 0, width },
  );
}
