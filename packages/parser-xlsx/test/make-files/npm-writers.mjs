// Smaller writers that npm has: xlsx-populate, excel4node, better-xlsx, write-excel-file, xlsx-write-stream,
// excel-builder-vanilla. Each writes what it can.
import { createWriteStream, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { cases, dateOf, fileNamed, HEADER, load, SHEET, serialOf } from './node-table.mjs';

/** For writers that keep texts in a plain object, and make a damaged file of labels like `constructor`. */
const PLAIN_HEADER = ['First Name', 'Surname', 'Email', 'Mobile'];

/** For writers that take rows as arrays: header, rows and the blank ones between. */
function grid(omitted, cellOf, header = HEADER) {
  const rows = [[...header]];
  for (const found of cases(omitted)) {
    while (rows.length < found.row - 1) rows.push([]);
    rows.push([found.key, cellOf(found)]);
  }
  return rows;
}

const noFormulas = cases()
  .filter(({ kind }) => kind === 'formula' || kind === 'error')
  .map(({ key }) => key);
const noLayout = [
  'merged-over-value',
  'link',
  'comment',
  'hidden-row',
  'merged',
  'blank-styled',
  'rich-text',
];
const noFormats = cases()
  .filter(({ format, kind }) => format !== undefined && kind !== 'formula')
  .map(({ key }) => key);

async function xlsxPopulate() {
  const populate = load('xlsx-populate');
  const book = await populate.fromBlankAsync();
  book.sheet(0).name('Lists').cell('A1').value('hidden');
  const sheet = book.addSheet(SHEET);
  book.addSheet('Deep').cell('A1').value('very hidden');
  book.addSheet('Notes').cell('A1').value('n');
  for (const [at, label] of HEADER.entries()) sheet.cell(1, at + 1).value(label);
  for (const found of cases([
    'error-reference',
    'error-division',
    'error-name',
    'error-not-available',
    'comment',
    'control-character',
    'formula-array',
  ])) {
    sheet.cell(found.row, 1).value(found.key);
    const cell = sheet.cell(found.row, 2);
    if (found.kind === 'rich') {
      const text = new populate.RichText();
      for (const [at, run] of found.value.entries()) text.add(run, at === 1 ? { bold: true } : {});
      cell.value(text);
    } else if (found.kind === 'formula') cell.formula(found.formula);
    else if (found.kind === 'date') cell.value(serialOf(found));
    else if (found.kind !== 'blank') cell.value(found.value);
    if (found.format) cell.style('numberFormat', found.format);
    if (found.under) sheet.cell(found.row, 3).value(found.under);
    if (found.merge) sheet.range(`B${found.row}:C${found.row}`).merged(true);
    if (found.link) cell.hyperlink(found.link);
    if (found.key === 'hidden-row') sheet.row(found.row).hidden(true);
  }
  sheet.column('D').hidden(true);
  sheet.active(true);
  book.sheet('Lists').hidden(true);
  book.sheet('Deep').hidden('very');
  await book.toFileAsync(fileNamed('xlsx-populate.xlsx'));
}

async function excel4node() {
  const { Workbook } = load('excel4node');
  const book = new Workbook();
  book.addWorksheet('Lists', { hidden: true }).cell(1, 1).string('hidden');
  const sheet = book.addWorksheet(SHEET);
  book.addWorksheet('Notes').cell(1, 1).string('n');
  for (const [at, label] of HEADER.entries()) sheet.cell(1, at + 1).string(label);
  for (const found of cases([
    'error-reference',
    'error-division',
    'error-name',
    'error-not-available',
    'control-character',
    'formula-array',
    'merged-over-value',
  ])) {
    sheet.cell(found.row, 1).string(found.key);
    const cell = sheet.cell(found.row, 2, found.row, found.merge ? 3 : 2, Boolean(found.merge));
    if (found.kind === 'rich')
      cell.string([found.value[0], { bold: true }, found.value[1], { bold: false }, found.value[2]]);
    else if (found.link) cell.link(found.link, found.value);
    else if (found.kind === 'text') cell.string(found.value);
    else if (found.kind === 'boolean') cell.bool(found.value);
    else if (found.kind === 'formula') cell.formula(found.formula);
    else if (found.kind === 'date') cell.date(dateOf(found));
    else if (found.kind === 'number') cell.number(found.value);
    if (found.format) cell.style({ numberFormat: found.format });
    if (found.comment) cell.comment(found.comment);
    if (found.key === 'hidden-row') sheet.row(found.row).hide();
  }
  sheet.column(4).hide();
  writeFileSync(fileNamed('excel4node.xlsx'), await book.writeToBuffer());
}

async function betterXlsx() {
  const { File } = load('better-xlsx');
  const file = new File();
  const sheet = file.addSheet('Customers');
  for (const cells of grid(
    [
      'error-reference',
      'error-division',
      'error-name',
      'error-not-available',
      'formula-array',
      'control-character',
      'prototype',
      ...noLayout,
    ],
    (found) => found,
    PLAIN_HEADER,
  )) {
    const row = sheet.addRow();
    for (const found of cells) {
      const cell = row.addCell();
      if (typeof found === 'string') cell.value = found;
      else if (found.kind === 'number') cell.setNumber(found.value);
      else if (found.kind === 'date') cell.setDateTime(dateOf(found));
      else if (found.kind === 'boolean') cell.setBool(found.value);
      else if (found.kind === 'formula') cell.setFormula(found.formula);
      else cell.value = found.value;
      if (found.format) cell.numFmt = found.format;
    }
  }
  const out = createWriteStream(fileNamed('better-xlsx.xlsx'));
  file.saveAs('nodebuffer', true).pipe(out);
  await once(out, 'finish');
}

async function writeExcelFile() {
  const write = load('write-excel-file/node').default;
  const cell = (found) => {
    if (found.kind === 'formula')
      return { value: `=${found.formula}`, type: 'Formula', format: found.format };
    if (found.kind === 'date') return { value: dateOf(found), type: Date, format: found.format };
    return { value: found.value, format: found.format };
  };
  const rows = grid(
    [
      'error-reference',
      'error-division',
      'error-name',
      'error-not-available',
      'formula-array',
      ...noLayout,
      'formula-as-text',
      'prototype',
    ],
    cell,
    PLAIN_HEADER,
  );
  await write(rows, { sheet: 'Customers' }).toFile(fileNamed('write-excel-file.xlsx'));
}

async function xlsxWriteStream() {
  const { default: Writer = load('xlsx-write-stream') } = load('xlsx-write-stream');
  const rows = grid(
    [
      ...noFormulas,
      ...noLayout,
      ...noFormats.filter((key) => !key.endsWith('native')),
      'true',
      'false',
      'control-character',
    ],
    (found) => (found.kind === 'date' ? dateOf(found) : found.value),
  );
  const out = createWriteStream(fileNamed('xlsx-write-stream.xlsx'));
  Readable.from(rows).pipe(new Writer()).pipe(out);
  await once(out, 'finish');
}

async function excelBuilder() {
  const { createExcelFile, createWorkbook } = await import(
    new URL(`file://${load.resolve('excel-builder-vanilla')}`).href
  );
  const book = createWorkbook();
  const sheet = book.createWorksheet({ name: 'Customers' });
  const styles = book.getStyleSheet();
  const cell = (found) => {
    const metadata =
      found.format === undefined ? {} : { style: styles.createFormat({ format: found.format }).id };
    if (found.kind === 'formula') return { value: found.formula, metadata: { type: 'formula', ...metadata } };
    if (found.kind === 'date') return { value: serialOf(found), metadata: { type: 'number', ...metadata } };
    if (found.kind === 'boolean') return { value: found.value, metadata: { type: 'boolean' } };
    return {
      value: found.value,
      metadata: { type: found.kind === 'number' ? 'number' : 'string', ...metadata },
    };
  };
  sheet.setData(
    grid(
      [
        'error-reference',
        'error-division',
        'error-name',
        'error-not-available',
        'formula-array',
        'control-character',
        'prototype',
        ...noLayout,
      ],
      cell,
      PLAIN_HEADER,
    ),
  );
  book.addWorksheet(sheet);
  const bytes = await createExcelFile(book, 'Uint8Array');
  writeFileSync(fileNamed('excel-builder.xlsx'), bytes);
}

const writers = { xlsxPopulate, excel4node, betterXlsx, writeExcelFile, xlsxWriteStream, excelBuilder };
for (const [name, write] of Object.entries(writers)) {
  try {
    await write();
  } catch (error) {
    console.error(`${name}: ${error.stack}`);
  }
}
