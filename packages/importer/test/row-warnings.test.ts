import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ResultError, type RunEvent } from '@solarproof-import/core';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { createSandbox } from '@solarproof-import/sandbox';
import { FakeClock, readAll, sandboxTransport, temporaryFolder } from '@solarproof-import/testkit';
import { expect, test } from 'vitest';
import { checkFile, importFile, leftOut } from '../src/index.js';
import type { Report } from '../src/report.js';

const account = { name: 'default', host: 'sandbox' };

/** Row 2 is cut off, row 3 has odd quotes, row 4 has lost its surname, and so has the labels' row a quote too many. */
const list = `First Name,Surname,Email,Mobile,Type,"Notes" (ours),Town
Ann,Ames,ann@example.com,0491 570 006,Residential
"Bo" B,Bell,bo@example.com,0491 570 156,Residential,x,Kew
Cy,,cy@example.com,0491 570 157,Residential,,,1
Di,Dane,di@example.com,0491 570 158,Residential,,
`;

async function listFile(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'customers.csv');
  await writeFile(file, list);
  return file;
}

const codesOf = (events: readonly RunEvent[]) =>
  events
    .flatMap((event) =>
      event.event === 'row'
        ? [[event.row, event.status, ...(event.issues ?? []).map(({ code }) => code)]]
        : [],
    )
    .toSorted(([a], [b]) => Number(a) - Number(b));

async function columnOf({ result }: Report, label: string): Promise<readonly string[]> {
  if (result instanceof ResultError) throw result;
  const source = await openXlsx(result.path, { sheet: 'Results' });
  const [labels, ...rows] = await readAll(source);
  await source.close();
  return rows.map(({ cells }) => cells[labels?.cells.indexOf(label) ?? -1] ?? '');
}

test('what the reader warns of is told of every row, in events and workbook, and stops none', async () => {
  const events: RunEvent[] = [];
  const clock = new FakeClock();
  const transport = sandboxTransport(createSandbox(), { clock });
  const onEvent = (event: RunEvent): number => events.push(event);
  const report = await clock.drive(importFile(await listFile(), { account, clock, transport, onEvent }));
  expect(codesOf(events)).toEqual([
    [2, 'created', 'ROW_TOO_SHORT'],
    [3, 'created', 'ROW_QUOTES_ODD'],
    [4, 'invalid', 'ROW_TOO_LONG', 'SURNAME_MISSING'],
    [5, 'created'],
  ]);
  expect(await columnOf(report, 'Import: Code')).toEqual([
    'ROW_TOO_SHORT',
    'ROW_QUOTES_ODD',
    'ROW_TOO_LONG; SURNAME_MISSING',
    '',
  ]);
  expect(report.groups.of('warning')).toEqual([]);
});

test('a check tells them in its plan, in its events and in the summary, that of the labels as a notice', async () => {
  const events: RunEvent[] = [];
  const report = await checkFile(await listFile(), { account, onEvent: (event) => events.push(event) });
  expect(codesOf(events)[0]).toEqual([2, 'ready', 'ROW_TOO_SHORT']);
  expect(report.groups.of('warning').map(({ code, places }) => [code, places])).toEqual([
    ['ROW_TOO_SHORT', ['row 2']],
    ['ROW_QUOTES_ODD', ['row 3']],
    ['ROW_TOO_LONG', ['row 4']],
  ]);
  expect(leftOut(report.prepared)[0]).toMatch(
    /^A quoted cell holds quotes that are not doubled \(row 1\)\. Look /,
  );
  if (report.result instanceof ResultError) throw report.result;
  const summary = await openXlsx(report.result.path, { sheet: 'Summary' });
  const texts = (await readAll(summary)).flatMap(({ cells }) => cells);
  await summary.close();
  expect(texts).toContain('Worth a look: the row has fewer cells than the others (row 2).');
});

test('values that have probably moved make no customer, where no other field would show it', async () => {
  const file = path.join(await temporaryFolder(), 'moved.csv');
  const rows = Array.from(
    { length: 20 },
    (_, at) =>
      `Ann,Ames,ann${at}@example.com,0491570006,Residential,${at % 2 ? 'Kew' : '3 High St, Kew'},Ames Pty`,
  );
  await writeFile(file, ['First Name,Surname,Email,Mobile,Type,Street,Company Name', ...rows, ''].join('\n'));
  const moved = await checkFile(file, { account });
  expect(moved.counts).toEqual({ ready: 10, invalid: 10 });
  expect(moved.groups.of('invalid').map(({ code, count }) => [code, count])).toEqual([['ROW_TOO_LONG', 10]]);
  expect(moved.groups.of('warning')).toEqual([]);

  await writeFile(file, ['First Name,Surname,Email,Mobile,Type,Street', ...rows, ''].join('\n'));
  const proven = await checkFile(file, { account });
  expect(proven.counts).toEqual({ ready: 20 });
  expect(proven.groups.of('warning').map(({ code, count }) => [code, count])).toEqual([['ROW_TOO_LONG', 20]]);
  expect(proven.prepared.plan.warnedRows).toBe(20);
});

test('an error that a spreadsheet program exported as text is none of a customer', async () => {
  const file = path.join(await temporaryFolder(), 'errors.csv');
  const labels = 'First Name,Surname,Email,Mobile,Type,Town\n';
  await writeFile(
    file,
    `${labels}#NAME?,Ames,ann@example.com,0491570006,Residential,#REF!\n#1,Lee,b@example.com,0491570156,Residential,\n`,
  );
  const events: RunEvent[] = [];
  await checkFile(file, { account, onEvent: (event) => events.push(event) });
  expect(codesOf(events)).toEqual([
    [2, 'invalid', 'CELL_HAS_ERROR'],
    [3, 'ready', 'FIRSTNAME_HAS_DIGITS'],
  ]);
});
