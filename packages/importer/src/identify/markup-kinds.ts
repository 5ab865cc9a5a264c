import { SourceError } from '@solarproof-import/core';
import type { FileProbe } from './file-probe.js';
import { refusedExport, refusedOther, refusedTable, type ForeignKind } from './refused.js';

/** HTML, XML and JSON. A CSV may well begin with `<` or `{`: each needs more than that as a proof. */
export const markupKinds: readonly ForeignKind[] = [
  { matches: ({ text }) => isHtml(text), refuse: ({ text }) => refuseHtml(text) },
  {
    matches: isXml,
    refuse: ({ text }) => refuseXml(text),
  },
  {
    matches: ({ text }) => /^\{\s*"[^"]*"\s*:/.test(text) && text.includes('"doc_id"'),
    refuse: () =>
      new SourceError('SOURCE_IS_SHORTCUT', 'This is a link to a Google sheet, not the sheet itself.', [
        'Open it in the browser and choose File > Download > Microsoft Excel (.xlsx).',
      ]),
  },
  {
    matches: isJson,
    refuse: () => refusedExport('SOURCE_IS_JSON', 'This is JSON, a format for programs, and no table.'),
  },
];

const pageStart = /^<(?:!doctype\s+html|html)[\s>]/i;
/** What programs write that give a table an Excel name without writing a whole page. */
const pieceStart = /^<(?:head|meta|style|body|table|title|script|center|div|font|p|h[1-6])(?:\s[^<>]*)?>/i;
const tableTag = /<(?:table|tr|t[dh])(?:\s[^<>]*)?>/i;

function isHtml(text: string): boolean {
  const start = afterPreamble(text);
  return pageStart.test(start) || (pieceStart.test(start) && tableTag.test(start));
}

/** What follows comments and the XML declaration, without backtracking over them. */
function afterPreamble(text: string): string {
  let rest = text;
  for (;;) {
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?xml') ? '?>' : undefined;
    const at = end === undefined ? -1 : rest.indexOf(end);
    if (end === undefined || at < 0) return rest;
    rest = rest.slice(at + end.length).trimStart();
  }
}

function refuseHtml(text: string): SourceError {
  if (/<input\b[^>]{0,500}\btype\s*=\s*["']?password/i.test(text)) {
    return new SourceError(
      'SOURCE_IS_WEB_PAGE',
      'This is a log-in page that was downloaded instead of the list.',
      ['Log in there with the browser, download the list again, and give that file.'],
    );
  }
  if (tableTag.test(text) || text.includes('urn:schemas-microsoft-com:office:excel')) {
    return new SourceError(
      'SOURCE_IS_HTML',
      'This is a web page (HTML) with a table in it, not a workbook.',
      [
        'Open it in Excel and choose File > Save As > "Excel Workbook (*.xlsx)".',
        'If Excel shows no list, the wrong page was downloaded: download the list again.',
      ],
    );
  }
  return new SourceError(
    'SOURCE_IS_WEB_PAGE',
    'This is a web page that was downloaded instead of the list.',
    [
      'Open it in the browser: it probably says why, e.g. that you must log in. Then download the list again.',
    ],
  );
}

/** The declaration is proof enough; without it, the first tag must be the one that closes at the very end. */
function isXml({ text, ending }: FileProbe): boolean {
  if (/^<\?xml\s/.test(text)) return true;
  const root = /^<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>/.exec(afterPreamble(text))?.[1];
  return root !== undefined && ending.endsWith(`</${root}>`);
}

function refuseXml(text: string): SourceError {
  if (
    text.includes('urn:schemas-microsoft-com:office:spreadsheet') ||
    text.includes('progid="Excel.Sheet"')
  ) {
    return refusedTable(
      'SOURCE_IS_XML_SPREADSHEET',
      'This is an Excel workbook of the kind "XML Spreadsheet 2003".',
    );
  }
  if (text.includes('opendocument:xmlns:office')) {
    return new SourceError('SOURCE_IS_ODS', 'This is an OpenDocument file (.fods), which is not read.', [
      'Open it in LibreOffice and save it as "Excel 2007–365 (.xlsx)".',
    ]);
  }
  if (/^<svg[\s>]/.test(afterPreamble(text)))
    return refusedOther('SOURCE_IS_IMAGE', 'This is a drawing (SVG), from which no table is read.');
  return refusedExport('SOURCE_IS_XML', 'This is XML, a format for programs, and no table.');
}

/** `{Name}` and `[First Name]` are labels of some programs; JSON has a quoted key or another bracket, and ends with one. */
function isJson({ text, ending }: FileProbe): boolean {
  return /^(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}$)|\[\s*[[{\]])/.test(text) && /[}\]]$/.test(ending);
}
