import type { StatusCounts } from '@solarproof-import/importer';

/** Each thing that somebody may be told, and whether it is an error: with `onlyErrors` the others are not told. */
export const noticeKinds = {
  'run-finished': false,
  'run-needs-attention': true,
  'file-refused': true,
  'file-in-review': true,
  'file-duplicate': false,
  'file-stuck': true,
  'key-refused': true,
  'settings-wrong': true,
  'service-down': true,
  'service-back': false,
  'folder-away': true,
  'folder-back': false,
  'left-by-another': true,
  test: false,
} as const satisfies Readonly<Record<string, boolean>>;

export type NoticeKind = keyof typeof noticeKinds;

/** Something that happened and that somebody may be told: counts and paths, never customers' data and never a key. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly at: Date;
  /** The watched folder's path. */
  readonly folder: string;
  /** The account, and the host that it is at: `default at solarproof.com.au`. */
  readonly account: string;
  /** Which watcher tells it: a machine's name and a mark of its state directory, `front-desk-3f2a9c41d07b`. */
  readonly watcher: string;
  /** One sentence in plain words. */
  readonly message: string;
  /** What to do, in plain words; left out where there is nothing to do. */
  readonly next?: string;
  /** From the watched folder, with `/`: `done/customers.xlsx`. */
  readonly file?: string;
  /** Likewise: `done/customers.result.xlsx`. */
  readonly results?: string;
  readonly delivery?: string;
  readonly runId?: string;
  /** Of the file, lower-case hex. */
  readonly sha256?: string;
  /** Rows by status. */
  readonly counts?: StatusCounts;
  /** A stable code: of the error, or of the reason. */
  readonly code?: string;
}
