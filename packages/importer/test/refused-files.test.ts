import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareFile } from '../src/prepare-file.js';
import { rootsOfOldOffice } from './old-office-files.js';

const account = { name: 'default', host: 'api.example.com' };
let folder = '';

beforeEach(async () => {
  folder = await temporaryFolder();
});

const list = 'First Name,Surname,Email,Mobile,Type\nFay,Gunn,fay.gunn@example.com,0491 570 313,Residential\n';

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

async function refusalOf(
  file: string,
  options: { sheet?: string; headerRow?: number } = {},
): Promise<unknown> {
  return prepareFile(file, { account, ...options }).then(
    (prepared) => prepared.close(),
    (error: unknown) => error,
  );
}

describe('a file that is not there', () => {
  it('is looked for under a name that is nearly right', async () => {
    await put('Customers 2026.csv', list);
    expect(await refusalOf(path.join(folder, 'customer-2026.csv'))).toMatchObject({
      code: 'SOURCE_MISSING',
      hints: ['Did you mean "Customers 2026.csv"?'],
    });
  });

  it('is told from a folder that is not there', async () => {
    const refusal = await refusalOf(path.join(folder, 'nowhere', 'list.csv'));
    expect(refusal).toMatchObject({
      code: 'SOURCE_MISSING',
      message: 'There is no such file, and no such folder.',
    });
  });

  it('is one too when its name is longer than names can be', async () => {
    expect(await refusalOf(path.join(folder, 'x'.repeat(5_000)))).toMatchObject({ code: 'SOURCE_MISSING' });
  });

  it.skipIf(process.platform === 'win32')('is told from a link that leads nowhere', async () => {
    const [broken, circle] = [path.join(folder, 'list.csv'), path.join(folder, 'circle.csv')];
    await symlink(path.join(folder, 'gone.csv'), broken);
    await symlink(circle, circle);
    expect(await refusalOf(broken)).toMatchObject({ code: 'SOURCE_LINK_BROKEN' });
    expect(await refusalOf(circle)).toMatchObject({ code: 'SOURCE_LINK_BROKEN' });
  });
});

describe('what is no file', () => {
  it('is refused as a folder', async () => {
    await mkdir(path.join(folder, 'list.csv'));
    expect(await refusalOf(path.join(folder, 'list.csv'))).toMatchObject({ code: 'SOURCE_NOT_A_FILE' });
  });

  it.skipIf(process.platform === 'win32')('is refused as a device', async () => {
    expect(await refusalOf('/dev/zero')).toMatchObject({
      code: 'SOURCE_NOT_A_FILE',
      message: 'This is a pipe or a device, not a file.',
    });
  });
});

describe('a note that a program keeps beside an open file', () => {
  it.each(['~$customers.xlsx', '.~lock.customers.csv#'])('is told by its name: %s', async (name) => {
    expect(await refusalOf(await put(name, ',kim,desk;'))).toMatchObject({ code: 'SOURCE_IS_OWNER_FILE' });
  });

  it('is not what a longer file is, whatever it is called', async () => {
    const rows = Array.from({ length: 9 }, (_, at) => `Jo,Lee,c${at}@example.com,0491 570 006,Residential\n`);
    expect(await refusalOf(await put('~$customers.csv', list + rows.join('')))).toBeUndefined();
  });
});

describe('an old Office file', () => {
  it.each(rootsOfOldOffice)('with $name at its top is $code', async ({ code, says, content }) => {
    const refusal = await refusalOf(await put('list.xls', content));
    expect(refusal).toMatchObject({ code });
    expect(refusal).toHaveProperty('message', expect.stringContaining(says));
  });
});

it('a sheet is asked of a text file in vain, but of a PDF the kind comes first', async () => {
  expect(await refusalOf(await put('list.csv', list), { sheet: 'Customers' })).toMatchObject({
    code: 'SOURCE_SHEET_UNKNOWN',
  });
  expect(await refusalOf(await put('list.csv', '%PDF-1.4\n'), { sheet: 'Customers' })).toMatchObject({
    code: 'SOURCE_IS_PDF',
  });
});

it('a header beyond the end of the list is told from a blank one', async () => {
  const file = await put('list.csv', `\n${list}`);
  expect(await refusalOf(file, { headerRow: 9 })).toMatchObject({
    code: 'HEADER_ROW_BLANK',
    message: 'The list ends at row 3, so row 9 cannot be the header.',
  });
  expect(await refusalOf(file, { headerRow: 1 })).toMatchObject({
    message: 'Row 1 is blank, so it cannot be the header.',
  });
});

it('a workbook by a name without sense is read all the same', async () => {
  const file = path.join(folder, 'list.pdf');
  const workbook = new URL('../../../fixtures/sheets/workbook-renamed-to-csv.csv', import.meta.url);
  await copyFile(fileURLToPath(workbook), file);
  expect(await refusalOf(file)).toBeUndefined();
});
