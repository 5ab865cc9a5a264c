import { SourceError } from '@solarproof-import/core';

/** The file is no longer, or not yet, what a program wrote. `what` names the part or place that shows it. */
export function damaged(what: string): SourceError {
  return new SourceError('SOURCE_DAMAGED', `The workbook is damaged or not whole: ${what}.`, [
    'Download or copy it again; or open it in Excel or LibreOffice and save it as a new .xlsx.',
  ]);
}

/** The file is more than any real workbook is. `what` says of which there is too much. */
export function overLimit(what: string): SourceError {
  return new SourceError('SOURCE_OVER_LIMIT', `The workbook goes beyond what is read: ${what}.`, [
    'Copy the rows into a new workbook and save that as .xlsx.',
  ]);
}

/** The file is something else than a workbook that can be read. */
export function notReadable(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Open it in Excel or LibreOffice and save it as "Excel Workbook (.xlsx)", then run again.',
  ]);
}

/** The same where saving it in Excel is not what helps; `hints` say what does. */
export function otherKind(code: string, message: string, hints: readonly string[]): SourceError {
  return new SourceError(code, message, hints);
}

/** The file is a document, in which a person may see a table. */
export function noTable(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Copy its table into Excel and save that as "Excel Workbook (*.xlsx)".',
  ]);
}
