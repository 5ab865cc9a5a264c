import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ResultError, type Account } from '@solarproof-import/core';
import { createSandbox, parseFault, type Sandbox } from '@solarproof-import/sandbox';
import { buildTable, FakeClock, sandboxTransport, temporaryFolder } from '@solarproof-import/testkit';
import { expect, it } from 'vitest';
import { checkFile, importFile, prepareFile } from '../../src/index.js';
import { edited, fedBack } from './fed-back.js';

const account: Account = { name: 'default', host: 'sandbox' };
const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Type', 'Notes'];
const customer = (index: number, phone = '0491 570 006'): string[] => {
  return [`Jo${index}`, 'Citizen', `c${index}@example.com`, phone, 'RESIDENTIAL', '=1+1'];
};

async function listOf(rows: readonly string[][]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'list.xlsx');
  await writeFile(file, buildTable([labels, ...rows]));
  return file;
}

async function importInto(sandbox: Sandbox, file: string) {
  const clock = new FakeClock();
  return clock.drive(importFile(file, { account, clock, transport: sandboxTransport(sandbox, { clock }) }));
}

const pathOf = (result: { readonly path: string } | ResultError): string => {
  if (result instanceof ResultError) throw result;
  return result.path;
};

it('reads the result of a run as the list it was made of, with what was corrected in it', async () => {
  const rows = [customer(0), customer(1, '12'), [], customer(3), customer(4, '')];
  const sandbox = createSandbox();
  const first = await importInto(sandbox, await listOf(rows));
  expect(first.counts).toEqual({ created: 2, invalid: 2 });
  const file = await edited(pathOf(first.result), ({ fix }) => fix.set('D2', '0491 570 110'));
  const prepared = await prepareFile(file, { account });
  await prepared.close();
  expect(prepared.mapping.columns.map(({ label }) => label)).toEqual(labels);
  expect(prepared.plan.counts).toMatchObject({ rows: 4, ready: 3, invalid: 1 });
  expect(prepared.notices).toContainEqual(
    expect.objectContaining({
      code: 'RESULT_WORKBOOK_READ',
      values: expect.objectContaining({ rows: 4, corrected: 1 }),
    }),
  );
  const second = await importInto(sandbox, file);
  expect(sandbox.customers.map(({ email }) => email).toSorted()).toEqual([
    'c0@example.com',
    'c1@example.com',
    'c3@example.com',
  ]);
  const { rows: again } = await fedBack(pathOf(second.result));
  expect(again.map(([row]) => row)).toEqual([2, 3, 5, 6]);
  expect(again[1]).toEqual([3, ...customer(1, '0491 570 110')]);
});

it('reads the workbook of a check as the list itself', async () => {
  const checked = await checkFile(await listOf([customer(0), customer(1, '12')]), { account });
  const file = await edited(pathOf(checked.result), ({ fix }) => fix.set('D2', '0491 570 110'));
  const sandbox = createSandbox();
  expect((await importInto(sandbox, file)).counts).toEqual({ created: 2 });
});

it('knows the e-mail that an unconfirmed row was sent under, when it was corrected since', async () => {
  const sandbox = createSandbox({
    lookUps: 'refused',
    faults: [parseFault('hang:after:email=c1@example.com')],
  });
  const first = await importInto(sandbox, await listOf([customer(0), customer(1)]));
  expect(first.counts).toEqual({ created: 1, unconfirmed: 1 });
  const { runId } = first.prepared;
  const file = await edited(pathOf(first.result), ({ results }) =>
    results.set('C3', 'corrected@example.com'),
  );
  const { previous, rows } = await fedBack(file);
  expect(rows[1]?.[3]).toBe('corrected@example.com');
  expect(previous[1]).toEqual({ row: 3, status: 'unconfirmed', runId, sentEmail: 'c1@example.com' });
});
