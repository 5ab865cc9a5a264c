import { SourceError } from '@solarproof-import/core';
import type { FileProbe } from './file-probe.js';

/** How a kind of file that is not read is known, and what its user is told. */
export interface ForeignKind {
  readonly matches: (probe: FileProbe) => boolean;
  readonly refuse: (probe: FileProbe) => SourceError;
}

/** The file is a table of another format, which Excel can open. */
export function refusedTable(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Open it in Excel and choose File > Save As > "Excel Workbook (*.xlsx)".',
  ]);
}

/** The file may show a table, but to a person only. */
export function refusedDocument(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Copy its table into Excel and save that as "Excel Workbook (*.xlsx)".',
  ]);
}

/** The file has nothing that could be a list. */
export function refusedOther(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Give the customer list itself: an Excel workbook (.xlsx) or a CSV file.',
  ]);
}

/** The file holds others, which are not looked into. */
export function refusedPacked(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Unpack it first (right-click it, "Extract All"), then give the list that is in it.',
  ]);
}

/** The file is for programs; the one that it comes from can write a list. */
export function refusedExport(code: string, message: string): SourceError {
  return new SourceError(code, message, [
    'Export the list as Excel or CSV from the program that it comes from.',
  ]);
}
