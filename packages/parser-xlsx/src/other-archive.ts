import type { SourceError } from '@solarproof-import/core';
import { notReadable, noTable, otherKind } from './source-errors.js';
import type { Archive } from './zip-archive.js';

const spreadsheetType = 'application/vnd.oasis.opendocument.spreadsheet';

/** What a ZIP without an Excel workbook is, by the names of its parts. @throws SourceError where a part is damaged */
export async function otherArchive(archive: Archive): Promise<SourceError> {
  const names = archive.names();
  const some = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (archive.has('xl/workbook.bin'))
    return notReadable('SOURCE_IS_XLSB', 'This is a binary Excel workbook (.xlsb), which is not read.');
  if (archive.has('content.xml')) return openDocument(await typeOf(archive));
  if (some(/^index\/.*\.iwa$|^index\.zip$/)) return fromNumbers();
  if (some(/^word\/document\d*\.xml$/))
    return noTable('SOURCE_IS_WORD', 'This is a Word document, not a workbook.');
  if (some(/^ppt\/presentation\d*\.xml$/))
    return noTable('SOURCE_IS_POWERPOINT', 'This is a PowerPoint presentation, not a workbook.');
  const lists = names.filter((name) =>
    /^(?!__macosx\/|.*\/[.~]).*\.(?:csv|tsv|xlsx|xlsm|xls|ods)$/.test(name),
  );
  if (lists.length > 0) return withLists(lists);
  return otherKind('SOURCE_NOT_XLSX', 'This is a ZIP file without an Excel workbook in it.', [
    'Unpack it (right-click it, "Extract All") and give the list that is in it, if there is one.',
  ]);
}

async function typeOf(archive: Archive): Promise<string> {
  if (!archive.has('mimetype')) return spreadsheetType;
  let type = '';
  for await (const bytes of archive.read('mimetype', { bytes: 1_024 }))
    type += Buffer.from(bytes).toString('latin1');
  return type.trim();
}

function openDocument(type: string): SourceError {
  if (type.startsWith(spreadsheetType)) {
    return otherKind('SOURCE_IS_ODS', 'This is an OpenDocument spreadsheet (.ods), which is not read.', [
      'Open it in LibreOffice or Excel and save it as "Excel Workbook (.xlsx)".',
    ]);
  }
  return noTable('SOURCE_IS_OPENDOCUMENT', 'This is an OpenDocument file, but no spreadsheet.');
}

function fromNumbers(): SourceError {
  return otherKind(
    'SOURCE_IS_NUMBERS',
    'This is a Numbers file from a Mac (or one of Pages), which is not read.',
    ['Open it in Numbers and choose File > Export To > Excel.'],
  );
}

function withLists(names: readonly string[]): SourceError {
  const shown = names.slice(0, 3).map((name) => name.slice(name.lastIndexOf('/') + 1).slice(0, 80));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const message = `This is a ZIP file with lists in it: ${shown.join(', ')}${more}.`;
  return otherKind('SOURCE_IN_ZIP', message, [
    `Unpack it (right-click it, "Extract All"), then import ${shown[0] ?? 'the list'}.`,
  ]);
}
