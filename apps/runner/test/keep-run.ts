import {
  prepareFile,
  systemClock,
  type State,
  type StatusCounts,
  type StoredRun,
} from '@solarproof-import/importer';
import type { CommandFolder } from './command-folder.js';

/** What a run came to that is noted without being run. */
export interface KeptRun {
  /** Its file, in the folder. */
  readonly name: string;
  readonly started: Date;
  /** Default: it was killed. */
  readonly counts?: StatusCounts;
  /** Row numbers that were created, with the ID `4<row>`. Default: none. */
  readonly created?: readonly number[];
  /** Default: the sandbox's `default`. */
  readonly account?: StoredRun['account'];
}

/** Notes a run of a file in the state directory, with its copy of the file. @returns its ID */
export async function keepRun(folder: CommandFolder, run: KeptRun): Promise<string> {
  return folder.withState((state) => keepIn(state, folder.file(run.name), run));
}

async function keepIn(
  state: State,
  file: string,
  { started, counts, created = [], account = { name: 'default', host: 'sandbox' } }: KeptRun,
): Promise<string> {
  const clock = { ...systemClock, now: () => started };
  const prepared = await prepareFile(file, { account, state, clock });
  try {
    const { runId: id, source, plan } = prepared;
    await prepared.keep(state, {});
    await state.store.addRun({ id, account, source, file, started, rows: plan.counts.rows });
    const journal = await state.store.journal(id);
    for (const row of created) await journal.settle(row, { status: 'created', customerId: `4${row}` });
    if (counts) await state.store.endRun(id, { at: started, seconds: 1.5, counts, exitCode: 0 });
    return id;
  } finally {
    await prepared.close();
  }
}
