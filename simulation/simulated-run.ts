import {
  createRowCheck,
  matchLabels,
  type EmailKey,
  type Mapping,
  type RawRow,
} from '../packages/core/src/index.js';
import { labels } from './made-rows.js';
import type { SimulatedAccount } from './world.js';

/** One import of one file into one account. */
export interface SimulatedRun {
  readonly id: string;
  readonly account: SimulatedAccount;
  readonly rows: readonly RawRow[];
  /** Of the rows that can be sent. */
  readonly emailOf: ReadonlyMap<number, EmailKey>;
}

const mapping = matchLabels({ row: 1, cells: [...labels] }, '');

/** Makes a run of a file. */
export function simulatedRun(id: string, account: SimulatedAccount, rows: readonly RawRow[]): SimulatedRun {
  const check = createRowCheck(mapping);
  const emailOf = new Map<number, EmailKey>();
  for (const raw of rows) {
    const checked = check(raw);
    if (checked.kind === 'ready' || checked.kind === 'duplicate') emailOf.set(raw.row, checked.emailKey);
  }
  return { id, account, rows, emailOf };
}

/** Which columns feed which fields: the same for every simulated file. */
export function mappingOf(_run: SimulatedRun): Mapping {
  return mapping;
}
