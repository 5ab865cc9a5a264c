import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ResultError,
  type Account,
  type RawRow,
  type RunEvent,
  type StatusCounts,
  type Transport,
} from '@solarproof-import/core';
import { openDatabase, openJournalStore } from '@solarproof-import/journal-sqlite';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { createSandbox, parseFault, type Sandbox } from '@solarproof-import/sandbox';
import {
  buildTable,
  FakeClock,
  readAll,
  sandboxTransport,
  temporaryFolder,
} from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { checkFile, importFile, prepareFile } from '../src/index.js';
import { openStateDirectory } from '../src/state/state-directory.js';

const account: Account = { name: 'default', host: 'sandbox' };
const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Phone 2', 'Type', 'Company', 'GST', 'Notes'];

/** Five hundred customers, every field in use somewhere, written as people write. */
function fiveHundred(): string[][] {
  return Array.from({ length: 500 }, (_, index) => [
    `Zoë${index}`,
    index % 7 === 0 ? "O'Brien" : 'Nguyễn',
    `c${index}@example.com`,
    index % 3 === 0 ? '+61 491 570 006' : '0491 570 156',
    index % 5 === 0 ? '(02) 5550 1234' : '',
    ['Residential', 'COMMERCIAL', 'large scale'][index % 3] ?? '',
    index % 3 === 1 ? `Firm "${index}", Pty Ltd` : '',
    ['', '1', '0'][index % 3] ?? '',
    'rings after 5',
  ]);
}

function bodyOf(index: number): object {
  return {
    apikey: 'sandbox',
    action: 'createcustomer',
    firstname: `Zoë${index}`,
    surname: index % 7 === 0 ? "O'Brien" : 'Nguyễn',
    email: `c${index}@example.com`,
    phone1: index % 3 === 0 ? '0491570006' : '0491570156',
    ...(index % 5 === 0 ? { phone2: '0255501234' } : {}),
    type: ['RESIDENTIAL', 'COMMERCIAL', 'LARGE-SCALE'][index % 3],
    ...(index % 3 === 1 ? { companyname: `Firm "${index}", Pty Ltd` } : {}),
    ...(index % 3 === 0 ? {} : { gststatus: index % 3 === 1 ? 1 : 0 }),
  };
}

const csvOf = (table: readonly (readonly string[])[]): string =>
  table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

async function listIn(folder: string, name: string, table: readonly (readonly string[])[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, name.endsWith('.csv') ? csvOf(table) : buildTable(table));
  return file;
}

async function importInto(sandbox: Sandbox, file: string, onEvent?: (event: RunEvent) => void) {
  const clock = new FakeClock();
  const transport = sandboxTransport(sandbox, { clock });
  return clock.drive(importFile(file, { account, clock, transport, ...(onEvent ? { onEvent } : {}) }));
}

async function resultRowsOf(workbook: string, sheet: string): Promise<readonly RawRow[]> {
  const source = await openXlsx(workbook, { sheet });
  const rows = await readAll(source);
  await source.close();
  return rows;
}

const pathOf = (result: { readonly path: string } | ResultError): string => {
  if (result instanceof ResultError) throw result;
  return result.path;
};

describe.each(['list.csv', 'list.xlsx'])('%s with 500 rows', (name) => {
  it('gives 500 customers with exactly the right bodies, and a workbook with their IDs', async () => {
    const folder = await temporaryFolder();
    const table = fiveHundred();
    const file = await listIn(folder, name, [labels, ...table]);
    const sandbox = createSandbox({ latencyMs: 0 });
    const report = await importInto(sandbox, file);

    expect(report.counts).toEqual({ created: 500 });
    const bodies = sandbox.createBodies
      .map((body) => JSON.parse(body).data)
      .toSorted((a, b) => Number(a.email.match(/\d+/)) - Number(b.email.match(/\d+/)));
    expect(bodies).toEqual(table.map((_, index) => bodyOf(index)));

    const [header, ...rows] = await resultRowsOf(pathOf(report.result), 'Results');
    const idColumn = header?.cells.indexOf('Import: Customer ID') ?? -1;
    const idOf = new Map(sandbox.customers.map(({ id, email }) => [email, String(id)]));
    expect(rows.map(({ cells }) => cells[idColumn])).toEqual(table.map((cells) => idOf.get(cells[2] ?? '')));
    expect(rows.map(({ cells }) => cells.slice(0, labels.length))).toEqual(table);
  });
});

test('the workbook tells of every row exactly once, whatever became of it', async () => {
  const folder = await temporaryFolder();
  const good = (index: number, cells: Readonly<Record<number, string>> = {}) =>
    ['Jo', 'Citizen', `c${index}@example.com`, '0491570006', '', 'RESIDENTIAL', '', '', ''].map(
      (cell, column) => cells[column] ?? cell,
    );
  const table = [
    good(0),
    good(1, { 3: '12' }),
    good(0),
    ['', '', '', '', '', '', '', '', 'only a note'],
    good(4),
    good(5),
    good(6),
  ];
  const file = await listIn(folder, 'list.csv', [labels, ...table]);
  const faults = ['hang:after:email=c4@example.com', '500-invalid-parameters:email=c5@example.com'];
  const told: RunEvent[] = [];
  // Without look-ups, what is not answered stays unconfirmed.
  const sandbox = createSandbox({ faults: faults.map(parseFault), lookUps: 'refused' });
  const report = await importInto(sandbox, file, (event) => told.push(event));

  const expected: StatusCounts = {
    created: 2,
    invalid: 1,
    duplicate: 1,
    skipped: 1,
    unconfirmed: 1,
    rejected: 1,
  };
  expect(report.counts).toEqual(expected);
  const [header, ...rows] = await resultRowsOf(pathOf(report.result), 'Results');
  const column = (label: string) => rows.map(({ cells }) => cells[header?.cells.indexOf(label) ?? -1] ?? '');
  expect(column('Import: Row')).toEqual(['2', '3', '4', '5', '6', '7', '8']);
  expect(column('Import: Status')).toEqual([
    'created',
    'invalid',
    'duplicate',
    'skipped',
    'unconfirmed',
    'rejected',
    'created',
  ]);
  expect(column('Import: Code')).toEqual([
    '',
    'PHONE1_INVALID',
    'DUPLICATE_IN_FILE',
    'ROW_SKIPPED',
    'OUTCOME_UNKNOWN',
    'API_INVALID_PARAMETERS',
    '',
  ]);
  const [, ...toFix] = await resultRowsOf(pathOf(report.result), 'Fix and re-import');
  expect(toFix.map(({ cells }) => cells[2])).toEqual(['c1@example.com', 'c5@example.com']);
  const byRow = new Map(told.flatMap((event) => (event.event === 'row' ? [[event.row, event.status]] : [])));
  expect([...byRow].sort(([a], [b]) => a - b).map(([, status]) => status)).toEqual(column('Import: Status'));
});

test('where the folder cannot be written the result goes to the other one, and it is said', async () => {
  const folder = await temporaryFolder();
  const file = await listIn(folder, 'list.csv', [labels, ...fiveHundred().slice(0, 3)]);
  const output = path.join(folder, 'missing', 'list.check.xlsx');
  const report = await checkFile(file, {
    account,
    output,
    fallbackFolder: path.join(folder, 'state', 'results'),
  });
  expect(report.result).toMatchObject({
    path: path.join(folder, 'state', 'results', 'list.check.xlsx'),
    insteadOf: { path: output, code: 'RESULT_FOLDER_NOT_WRITABLE' },
  });
});

test('a list that is too wide for a result is refused before anything is sent', async () => {
  const folder = await temporaryFolder();
  const wide = [...labels, ...Array.from({ length: 16_370 }, (_, column) => `x${column}`)];
  const file = await listIn(folder, 'wide.csv', [wide, ...fiveHundred().slice(0, 1)]);
  await expect(prepareFile(file, { account })).rejects.toMatchObject({ code: 'SOURCE_TOO_MANY_COLUMNS' });
});

test('a run that cannot write any workbook keeps the IDs, and is not done', async () => {
  const folder = await temporaryFolder();
  const file = await listIn(folder, 'list.csv', [labels, ...fiveHundred().slice(0, 3)]);
  const clock = new FakeClock();
  const sandbox = createSandbox();
  const output = path.join(folder, 'missing', 'list.result.xlsx');
  const transport = sandboxTransport(sandbox, { clock });
  const temporary = path.join(folder, 'tmp');
  await mkdir(temporary);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  const report = await clock.drive(importFile(file, { account, clock, transport, output }));
  vi.unstubAllEnvs();
  expect(report).toMatchObject({
    exitCode: 4,
    counts: { created: 3 },
    result: { code: 'RESULT_FOLDER_NOT_WRITABLE' },
  });
  const kept = await readFile(report.rowsFile ?? '', 'utf8');
  expect(
    kept
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).customerId),
  ).toEqual(sandbox.customers.map(({ id }) => String(id)));
});

describe('the private copy', () => {
  it('is gone after a check, and after a file that cannot be read', async () => {
    const folder = await temporaryFolder();
    const good = await listIn(folder, 'good.csv', [labels, ...fiveHundred().slice(0, 3)]);
    const bad = await listIn(folder, 'bad.csv', [
      ['what', 'is', 'this'],
      ['a', 'b', 'c'],
    ]);
    const temporary = path.join(folder, 'tmp');
    await mkdir(temporary);
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
    await checkFile(good, { account });
    await expect(checkFile(bad, { account })).rejects.toMatchObject({ code: 'HEADER_NOT_FOUND' });
    vi.unstubAllEnvs();
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is what every pass reads, whatever happens to the original', async () => {
    const folder = await temporaryFolder();
    const file = await listIn(folder, 'list.csv', [labels, ...fiveHundred().slice(0, 3)]);
    const prepared = await prepareFile(file, { account });
    await writeFile(file, 'changed');
    let rows = 0;
    for await (const _row of prepared.rows()) rows += 1;
    await prepared.close();
    expect(rows).toBe(3);
  });
});

test('what breaks the sending off is told after the workbook is written, and costs no ID', async () => {
  const folder = await temporaryFolder();
  const file = await listIn(folder, 'list.csv', [labels, ...fiveHundred().slice(0, 20)]);
  const clock = new FakeClock();
  const directory = await openStateDirectory(path.join(folder, 'state'));
  let created = 0;
  const store = openJournalStore({
    file: directory.journalFile,
    secret: Buffer.from(directory.secret, 'hex'),
    openDatabase: (at) => {
      const database = openDatabase(at);
      const exec = (sql: string): void => {
        if (sql === 'COMMIT' && created > 5) throw new Error('disk full');
        database.exec(sql);
      };
      return { ...database, exec };
    },
  });
  const state = { directory, store, close: () => store.close() };
  onTestFinished(() => state.close().catch(() => undefined));
  const sandbox = createSandbox();
  const inner = sandboxTransport(sandbox, { clock });
  const transport: Transport = {
    ...inner,
    exchange: async (request, signal) => {
      const exchange = await inner.exchange(request, signal);
      created = sandbox.customers.length;
      return exchange;
    },
  };
  const report = await clock.drive(importFile(file, { account, clock, transport, state, concurrency: 1 }));
  expect(report).toMatchObject({
    exitCode: 5,
    stop: { kind: 'failed' },
    failure: { error: { code: 'JOURNAL_UNWRITABLE' } },
  });
  expect(report.counts).toEqual({ created: 6, 'not-sent': 14 });
  expect(sandbox.requests.creates).toBe(6);
  const [header, ...rows] = await resultRowsOf(pathOf(report.result), 'Results');
  const column = header?.cells.indexOf('Import: Status') ?? -1;
  expect(rows.map(({ cells }) => cells[column])).toEqual([
    ...Array.from({ length: 6 }, () => 'created'),
    ...Array.from({ length: 14 }, () => 'not-sent'),
  ]);
});
