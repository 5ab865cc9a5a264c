import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingsError, SourceError } from '@solarproof-import/core';
import { readAll, rowSourceContract, temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCsv, type CsvOptions } from './open-csv.js';

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'customers.csv');
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array, options?: CsvOptions) {
  const source = await openCsv(await fileOf(content), options);
  try {
    const rows = await readAll(source);
    return { rows, cells: rows.map(({ cells }) => cells), source };
  } finally {
    await source.close();
  }
}

function quotedCsv(table: readonly (readonly string[])[], delimiter = ',', lineBreak = '\r\n'): string {
  const quoted = (cell: string): string => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`);
  return table.map((cells) => cells.map(quoted).join(delimiter) + lineBreak).join('');
}

rowSourceContract('a CSV file', async (table) => openCsv(await fileOf(quotedCsv(table))));

describe('openCsv', () => {
  it('reads what was quoted exactly as it was, whatever characters are in it', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'é', '🙂'),
      maxLength: 8,
    });
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell, fc.constant('y')), {
      minLength: 1,
      maxLength: 8,
    });
    const breaks = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(table, breaks, async (cells, lineBreak) => {
        const { cells: found } = await read(quotedCsv(cells, ',', lineBreak), { delimiter: ',' });
        expect(found).toEqual(cells);
      }),
      { numRuns: 150 },
    );
  });

  it('ends any bytes in rows or a SourceError', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .tuple(fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]), fc.uint8Array())
        .map(([mark, rest]) => Buffer.from([...mark, ...rest])),
      fc
        .string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '\u00e9'), maxLength: 60 })
        .map((text) => Buffer.from(text)),
      fc
        .string({ unit: fc.constantFrom('"', ';', '\n', '\r', 'ü'), maxLength: 60 })
        .map((text) => Buffer.from(text, 'latin1')),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        await read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(SourceError));
      }),
      { numRuns: 300 },
    );
  });

  it('gives row and physical line where quoted line breaks make them differ', async () => {
    const { rows } = await read('Name,Note\n"Ada","two\r\nlines"\n\nBo,x\n');
    expect(rows).toEqual([
      { row: 1, cells: ['Name', 'Note'] },
      { row: 2, cells: ['Ada', 'two\r\nlines'] },
      { row: 4, line: 5, cells: ['Bo', 'x'] },
    ]);
  });

  it('takes CR, LF and CRLF in one file', async () => {
    const { cells } = await read('a,b\r1,2\n3,4\r\n5,6');
    expect(cells).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('reads odd quotes as Excel does, and warns of the row', async () => {
    const { rows } = await read('Name,Size\n"a\nb",c\nAda "Bo" Lee,12" pipe\n"He said "hi" twice",x\n');
    expect(rows.slice(2)).toEqual([
      { row: 3, line: 4, cells: ['Ada "Bo" Lee', '12" pipe'] },
      {
        row: 4,
        line: 5,
        cells: ['He said hi" twice"', 'x'],
        issues: [{ code: 'ROW_QUOTES_ODD', level: 'warning', place: { row: 4, line: 5 } }],
      },
    ]);
  });

  it.each([
    ['alone', 'sep=;'],
    ['after a BOM', '\uFEFFsep=;'],
    ['in quotes', '"sep=;"'],
    ['in capitals', 'SEP=;'],
    ['with the delimiters of a row behind it', 'sep=;;'],
  ])('obeys a sep= line %s, which is no row', async (_title, first) => {
    const { rows, source } = await read(`${first}\r\nName;Note\r\nAda;1,5\r\n`);
    expect(source.delimiter).toBe(';');
    expect(rows).toEqual([
      { row: 1, line: 2, cells: ['Name', 'Note'] },
      { row: 2, line: 3, cells: ['Ada', '1,5'] },
    ]);
  });

  it.each(['sep=\t', 'sep=\\t'])('knows a tab in the sep= line %j', async (first) => {
    const { cells } = await read(`${first}\nName\tNote\nAda\t1,5\n`);
    expect(cells).toEqual([
      ['Name', 'Note'],
      ['Ada', '1,5'],
    ]);
  });

  it('takes a BOM off before a quoted first label, and where another file was put behind the first', async () => {
    const { cells, source } = await read('\uFEFF"First Name",Email\nAda,x\n\uFEFF"Bo",y\nC\uFEFFy,z\n');
    expect(source.encoding).toBe('utf-8');
    expect(cells).toEqual([
      ['First Name', 'Email'],
      ['Ada', 'x'],
      ['Bo', 'y'],
      ['C\uFEFFy', 'z'],
    ]);
  });

  it.each(['\u001A', '\u001A\r\n', '\u001A\n'])('takes an end-of-file mark of DOS off: %j', async (mark) => {
    for (const last of ['Ada,x\r\n', 'Ada,"x"']) {
      expect((await read(`Name,Email\r\n${last}${mark}`)).cells).toEqual([
        ['Name', 'Email'],
        ['Ada', 'x'],
      ]);
    }
  });

  it('takes a short list with a control character in it for text', async () => {
    const { cells } = await read('Name,Email\r\nAnn\u0002,a@example.com\r\n');
    expect(cells[1]).toEqual(['Ann\u0002', 'a@example.com']);
  });

  it.each(['no-such', 'base64', '__proto__', ''])('refuses the encoding name "%s"', async (encoding) => {
    await expect(read('a,b', { encoding })).rejects.toBeInstanceOf(SettingsError);
  });

  it.each([
    ['an empty file', '', 'SOURCE_EMPTY'],
    ['a BOM alone', '\uFEFF', 'SOURCE_EMPTY'],
    ['NUL characters', 'Name,Email\nAda\0,x\n', 'SOURCE_NOT_TEXT'],
    ['a NUL character far down', `a,b\n${'1,2\n'.repeat(50_000)}\0`, 'SOURCE_NOT_TEXT'],
    ['binary noise', Uint8Array.from({ length: 999 }, (_, index) => (index * 89) % 256), 'SOURCE_NOT_TEXT'],
    ['a quote that never closes', 'a,b\n1,2\n"3,4\n5,6\n', 'SOURCE_QUOTE_OPEN'],
    ['a row over 1 MB', `a,b\n${'x'.repeat(1_100_000)}\n`, 'SOURCE_ROW_TOO_LONG'],
    ['too many columns', `a,b\n${','.repeat(16_384)}x\n`, 'SOURCE_TOO_MANY_COLUMNS'],
    ['rows within quotes', 'a,b,c,d\n"1,2,3,4\n5,6" x,7,8\n', 'SOURCE_QUOTES_BROKEN'],
  ])('refuses %s', async (_title, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ name: 'SourceError', code });
  });

  it('names the line where a quote opened that swallows more than 1 MB', async () => {
    const content = `a,b\n1,2\n3,"4\n${'5,6\n'.repeat(400_000)}`;
    await expect(read(content)).rejects.toThrow('line 3');
  });

  it('says that a file is missing or a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub.csv'));
    await expect(openCsv(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
    await expect(openCsv(join(folder, 'sub.csv'))).rejects.toMatchObject({ code: 'SOURCE_NOT_A_FILE' });
  });
});
