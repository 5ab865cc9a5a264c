import { rowStatuses, type RowStatus, type StatusCounts } from '@solarproof-import/importer';
import type { Notice } from './notice.js';
import { noticeSubject } from './notice-subject.js';
import { columnsOf, visibleText, wrapToColumns } from './text-columns.js';

/** A notice for people. */
export interface NoticeText {
  readonly subject: string;
  /** Lines of at most 100 columns, each ended by `\n`. */
  readonly text: string;
}

const mostColumns = 100;

/** A notice in plain words: what happened, what to do, where, and how many rows ended how. */
export function noticeText(notice: Notice): NoticeText {
  const { message, next, counts = {} } = notice;
  const parts = [
    paragraph(message),
    ...(next === undefined ? [] : [['What to do:', ...paragraph(next, '  ')]]),
    placeLines(notice),
    countLines(counts),
    paragraph(
      `Told by solarproof-import on ${notice.watcher}, ${minute(notice.at)}. Counts and paths only, never customers' data.`,
    ),
  ];
  const lines = parts.filter((part) => part.length > 0).map((part) => part.join('\n'));
  return { subject: noticeSubject(notice), text: `${lines.join('\n\n')}\n` };
}

function placeLines({ folder, file, results, account, runId, code }: Notice): string[] {
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['Folder', folder],
    ['File', file],
    ['Results', results],
    ['Account', account],
    ['Run', runId],
    ['Code', code],
  ];
  return pairs.flatMap(([name, text]) =>
    text === undefined ? [] : paragraph(text, `${name}:`.padEnd(10), ' '.repeat(10)),
  );
}

/** What each status means, beside the word that stands in the result workbook. */
const meanings: Readonly<Record<RowStatus, string>> = {
  created: 'now a customer in Solar Proof',
  exists: 'was a customer in Solar Proof before',
  updated: 'changed in Solar Proof',
  unchanged: 'in Solar Proof just as in the list',
  'already-imported': 'created by an earlier run',
  ready: 'checked, can be sent',
  invalid: 'has to be corrected; was not sent',
  rejected: 'refused by Solar Proof; has to be corrected',
  unconfirmed: 'sent, but no clear answer came',
  'not-sent': 'could have been sent, but was not',
  duplicate: 'the same customer as an earlier row',
  skipped: 'has no customer in it',
};

function countLines(counts: StatusCounts): string[] {
  const told = rowStatuses.filter((status) => (counts[status] ?? 0) > 0);
  if (told.length === 0) return [];
  const rows = told.map((status) => {
    const number = (counts[status] ?? 0).toLocaleString('en-AU');
    return `${number.padStart(11)}  ${status.padEnd(18)}${meanings[status]}`;
  });
  return ['Rows, by what the column "Import: Status" of the results says:', ...rows];
}

/** A text on lines of its own, what begins the first of them and what begins the others. */
function paragraph(text: string, first = '', others = first): string[] {
  const whole = visibleText(text.replace(/\s*[\r\n]+\s*/g, ' ').trim());
  return wrapToColumns(whole, mostColumns - columnsOf(first)).map(
    (line, index) => `${index === 0 ? first : others}${line}`,
  );
}

/** `2026-03-02 09:00 UTC` */
function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
