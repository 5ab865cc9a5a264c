import type { PreparedFile, StatusCounts, StoredRun } from '@solarproof-import/importer';
import { fileLines, filePanel } from '../terminal/file-panel.js';
import { problemLines } from '../terminal/problem-lines.js';
import type { Screen } from '../terminal/screen.js';
import { statusWords } from '../terminal/status-words.js';

/** Tells which run goes on. */
export function tellRun({ id, source, started, rows, end }: StoredRun, screen: Screen): void {
  const begun = started.toISOString().slice(0, 16).replace('T', ' ');
  const head = `${source.name}   run ${id} of ${begun} UTC, ${rows === 1 ? '1 row' : `${rows} rows`}`;
  const soFar = end === undefined ? 'it was cut off' : statusWords(end.counts, { separator: ', ' });
  screen.tell(screen.paint.bold(head), `  so far: ${soFar}`);
}

/** Tells what was read and what a run would do with it. */
export function tellPlan(prepared: PreparedFile, screen: Screen): void {
  const { ready, invalid, duplicate, skipped, alreadyImported } = prepared.plan.counts;
  const counts: StatusCounts = { ready, invalid, duplicate, skipped, 'already-imported': alreadyImported };
  const problems = problemLines(prepared.plan.groups, screen);
  if (!screen.interactive) {
    screen.tell(...fileLines(prepared, statusWords(counts, { separator: ', ' }), screen.width), ...problems);
    return;
  }
  screen.tell(
    ...filePanel(prepared, screen),
    '',
    `  ${statusWords(counts, { separator: '    ', paint: screen.paint })}`,
    ...(problems.length > 0 ? ['', ...problems] : []),
  );
}
