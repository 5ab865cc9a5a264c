import { needAttention, type Delivery, type StoredRun } from '@solarproof-import/importer';
import type { NoticeFacts } from './delivery-context.js';
import { placeOfDelivery, type NoticeOf } from './put-away.js';

/** What is told of a delivery that has ended. @param why left out where a death took it along: the note beside the file has it */
export function noticeOfEnd(
  run: StoredRun | undefined,
  why: { readonly code: string; readonly message: string } = {
    code: 'SEE_NOTE',
    message: 'the note beside it says why.',
  },
): NoticeOf {
  return (delivery) => {
    const { id, name, sha256, place = '', runId, results } = delivery;
    const facts = {
      file: place,
      delivery: id,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(results === undefined ? {} : { results }),
      ...(runId === undefined ? {} : { runId }),
    };
    switch (placeOfDelivery(delivery)) {
      case 'done':
        return { ...facts, ...ofRun(delivery, run) };
      case 'failed':
        return {
          ...facts,
          ...why,
          kind: 'file-refused',
          message: `${name} was refused: ${why.message}`,
          next: 'Put the mended file into inbox.',
        };
      case 'duplicates':
        return { ...facts, ...why, kind: 'file-duplicate', message: `${name}: ${why.message}` };
      case 'review':
        return {
          ...facts,
          ...why,
          kind: 'file-in-review',
          message: `${name} waits for a person: ${why.message}`,
          next: 'Look at the workbook beside it, then approve it as the note says, or remove it.',
        };
    }
  };
}

function ofRun({ name }: Delivery, run: StoredRun | undefined): Omit<NoticeFacts, 'file'> {
  const counts = run?.end?.counts ?? {};
  const hands = needAttention(counts);
  if (hands === 0) return { kind: 'run-finished', message: `${name} was imported.`, counts };
  return {
    kind: 'run-needs-attention',
    message: `${name} was imported, and ${hands === 1 ? '1 row needs' : `${hands} rows need`} attention.`,
    counts,
    next: 'Correct the rows in the sheet "Fix and re-import" of the workbook, save it, and put it into inbox.',
  };
}
