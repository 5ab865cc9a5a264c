import type { FileHandle } from 'node:fs/promises';
import { SourceError } from '@solarproof-import/core';
import { rootNames } from './cfb-directory.js';
import { refusedDocument, refusedTable } from './refused.js';
import { startsWith } from './starts-with.js';

/** Says whether the file is the container of old Office files and of workbooks with a password (MS-CFB, 2.2). */
export const isOldOffice = startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1');

/**
 * What such a container holds, by the names at the top of its directory: a workbook may well hold a letter, and the reverse.
 * @throws SourceError where reading fails
 */
export async function refuseOldOffice(file: FileHandle): Promise<SourceError> {
  const names = await rootNames(file);
  if (names === undefined) return damagedContainer();
  const has = (name: string): boolean => names.includes(name.toLowerCase());
  // Beside it stands a workbook that only says that the real one is not for everybody (MS-OFFCRYPTO, 1.3.2).
  if (has('\tDRMContent')) return rightsManaged();
  if (has('EncryptedPackage') || has('EncryptionInfo')) return withPassword();
  if (has('Workbook') || has('Book')) return oldExcel();
  if (has('WordDocument')) return oldWord();
  if (has('PowerPoint Document')) return oldPowerPoint();
  if (has('__properties_version1.0')) return outlookMessage();
  return new SourceError('SOURCE_OLD_OFFICE', 'This is a file of an older Office program, but no workbook.', [
    'Open it in the program it comes from and save the list as "Excel Workbook (*.xlsx)" or CSV.',
  ]);
}

function oldExcel(): SourceError {
  return refusedTable('SOURCE_OLD_EXCEL', 'This is an Excel workbook of the old kind (.xls, Excel 97–2003).');
}

function withPassword(): SourceError {
  return new SourceError(
    'SOURCE_ENCRYPTED',
    'This workbook is protected with a password, so it cannot be read.',
    [
      'Take the password away: open it in Excel, File > Info > Protect Workbook > Encrypt with Password, ' +
        'empty the box, OK.',
      'Then save it and run again.',
    ],
  );
}

function rightsManaged(): SourceError {
  return new SourceError(
    'SOURCE_ENCRYPTED',
    'Only certain people may open this workbook (restricted access).',
    ['Ask its owner for a copy without restrictions, or copy the rows into a new workbook.'],
  );
}

function oldWord(): SourceError {
  return refusedDocument('SOURCE_IS_WORD', 'This is a Word document (.doc), not a workbook.');
}

function oldPowerPoint(): SourceError {
  return refusedDocument('SOURCE_IS_POWERPOINT', 'This is a PowerPoint presentation (.ppt), not a workbook.');
}

function outlookMessage(): SourceError {
  return new SourceError('SOURCE_IS_MAIL', 'This is an e-mail that was saved from Outlook (.msg).', [
    'If the list is attached to it: open the e-mail, save the attachment, and give that.',
  ]);
}

function damagedContainer(): SourceError {
  return new SourceError(
    'SOURCE_DAMAGED',
    'This is an old Office file (such as .xls) or one with a password, and it is damaged or not whole.',
    ['Download or copy it again; if it opens in Excel, save it there as "Excel Workbook (*.xlsx)".'],
  );
}
