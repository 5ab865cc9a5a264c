import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase, openJournalStore, type OpenDatabase } from '@solarproof-import/journal-sqlite';
import { createSandbox, type Sandbox } from '@solarproof-import/sandbox';
import { FakeClock, sandboxTransport, temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { importFile, resumeRun, type Report, type State } from '../src/index.js';
import { openStateDirectory } from '../src/state/state-directory.js';

const account = { name: 'default', host: 'sandbox' };
const emails = Array.from({ length: 6 }, (_, index) => `c${index}@example.com`);
const list = [
  'First Name,Surname,Email,Mobile,Type',
  ...emails.map((email) => `Jo,Citizen,${email},0491570006,RESIDENTIAL`),
].join('\n');

describe('a disk whose n-th write of the journal fails', () => {
  it.each([
    ['full', 13],
    ['broken', 10],
    ['read-only', 8],
  ])('%s: nothing is sent any more, nothing is lost, and a mended disk goes on', async (_, errcode) => {
    for (let number = 1, failed = true; failed; number += 1) {
      const tried = await importWithFailure(number, errcode);
      ({ failed } = tried);
      expect({ number, ...(await afterMending(tried)) }).toEqual({ number, ...kept });
      if (failed) expect([2, 5]).toContain(tried.exitCode);
      else expect([number > 12, tried.exitCode]).toEqual([true, 0]);
    }
  });
});

/** What must hold after each. */
const kept = { customers: emails, createsAfterFailure: 0, exitCode: 0, creates: emails.length };

interface Tried {
  readonly failed: boolean;
  /** 2 where nothing was begun. */
  readonly exitCode: number;
  readonly createsAfterFailure: number;
  readonly file: string;
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
}

async function importWithFailure(number: number, errcode: number): Promise<Tried> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'list.csv');
  await writeFile(file, list);
  const sandbox = createSandbox();
  const clock = new FakeClock();
  let createsAtFailure: number | undefined;
  const open = failingAt(number, errcode, () => {
    createsAtFailure = sandbox.requests.creates;
  });
  const report = await withState(folder, open, (state) =>
    clock.drive(importFile(file, { ...common(sandbox, clock), state, concurrency: 2 })),
  ).catch((error: unknown) => error);
  const createsAfterFailure = sandbox.requests.creates - (createsAtFailure ?? sandbox.requests.creates);
  const exitCode = isReport(report) ? report.exitCode : 2;
  if (!isReport(report)) expect(report).toMatchObject({ code: expect.stringMatching(/^JOURNAL_/) });
  const failed = createsAtFailure !== undefined;
  return { failed, exitCode, createsAfterFailure, file, folder, sandbox, clock };
}

/** Goes on with the run, or where none was noted begins it, on a disk that works. */
async function afterMending({
  createsAfterFailure,
  file,
  folder,
  sandbox,
  clock,
}: Tried): Promise<typeof kept> {
  const report = await withState(folder, openDatabase, async (state) => {
    const [run] = await state.store.runs();
    const options = { ...common(sandbox, clock), state };
    return clock.drive(run ? resumeRun(run, options) : importFile(file, options));
  });
  const customers = sandbox.customers.map(({ email }) => email).toSorted();
  return { customers, createsAfterFailure, exitCode: report.exitCode, creates: sandbox.requests.creates };
}

function common(sandbox: Sandbox, clock: FakeClock) {
  return { account, clock, transport: sandboxTransport(sandbox, { clock }), random: () => 0.5 };
}

async function withState<T>(
  folder: string,
  open: OpenDatabase,
  act: (state: State) => Promise<T>,
): Promise<T> {
  const directory = await openStateDirectory(path.join(folder, 'state'));
  const store = openJournalStore({
    file: directory.journalFile,
    secret: Buffer.from(directory.secret, 'hex'),
    openDatabase: open,
  });
  const state = { directory, store, close: () => store.close() };
  try {
    return await act(state);
  } finally {
    await state.close().catch(() => undefined);
  }
}

/** A database of which one write after the opening fails, a COMMIT or a change, as SQLite says it. */
function failingAt(number: number, errcode: number, onFailure: () => void): OpenDatabase {
  let left = number;
  const write = <T>(work: () => T): T => {
    left -= 1;
    if (left !== 0) return work();
    onFailure();
    throw Object.assign(new Error('told by SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });
  };
  return (file) => {
    const database = openDatabase(file);
    return {
      exec: (sql) => (sql === 'COMMIT' ? write(() => database.exec(sql)) : database.exec(sql)),
      prepare: (sql) => {
        const statement = database.prepare(sql);
        return {
          run: (...values) => write(() => statement.run(...values)),
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
      close: () => database.close(),
    };
  };
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'exitCode' in value;
}
