import type { Notice } from '../src/notify/notice.js';

/** A notice with everything that one can have. */
export const sampleNotice: Notice = {
  kind: 'run-needs-attention',
  at: new Date('2026-03-02T09:00:00Z'),
  folder: '/srv/share/solar imports',
  account: 'default at solarproof.com.au',
  watcher: 'front-desk-3f2a9c',
  message: 'customers.xlsx was imported: 97 of 100 customers are in Solar Proof now, 3 rows need attention.',
  next: 'Open done/customers.result.xlsx, correct the sheet "Fix and re-import", save it into inbox/.',
  file: 'done/customers.xlsx',
  results: 'done/customers.result.xlsx',
  delivery: '20260302-085958-0a1b2c',
  runId: '20260302-090000-7f3a9c',
  sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  counts: { created: 97, invalid: 2, rejected: 1 },
  code: 'ROWS_NEED_ATTENTION',
};
