import { needAttention } from '@solarproof-import/importer';
import type { Notice } from './notice.js';
import { shortenToColumns, visibleText } from './text-columns.js';

const mostColumns = 100;

/** A notice in a few words, for an e-mail's subject: of at most 100 columns, on one line. */
export function noticeSubject(notice: Notice): string {
  return shortenToColumns(visibleText(`Solar Proof import: ${inAFewWords(notice)}`), mostColumns);
}

function inAFewWords(notice: Notice): string {
  const file = fileName(notice);
  switch (notice.kind) {
    case 'run-finished':
      return `finished ${file}`;
    case 'run-needs-attention':
      return `${rowsThatNeedAttention(notice)} ${file}`;
    case 'file-refused':
      return `could not read ${file}`;
    case 'file-in-review':
      return `waits for your approval of ${file}`;
    case 'file-duplicate':
      return `imported before: ${file}`;
    case 'file-stuck':
      return `cannot go on with ${file}`;
    case 'key-refused':
      return `API key refused: ${notice.account}`;
    case 'settings-wrong':
      return `cannot go on before a setting is mended: ${notice.account}`;
    case 'service-down':
      return `no answer from ${notice.account}`;
    case 'service-back':
      return `answers again: ${notice.account}`;
    case 'folder-away':
      return `cannot reach ${notice.folder}`;
    case 'folder-back':
      return `reaches the folder again: ${notice.folder}`;
    case 'left-by-another':
      return `left unfinished by another watcher: ${file}`;
    case 'test':
      return `a test from ${notice.watcher}`;
  }
}

function rowsThatNeedAttention({ counts = {} }: Notice): string {
  const rows = needAttention(counts);
  if (rows === 0) return 'somebody has to look at';
  return rows === 1 ? '1 row needs attention in' : `${rows} rows need attention in`;
}

/** The name alone, as the folder is in the text; where there is no file, the folder. */
function fileName({ file, folder }: Notice): string {
  return file === undefined ? folder : file.slice(file.lastIndexOf('/') + 1);
}
