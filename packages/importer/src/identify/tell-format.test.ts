import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SourceError } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probeOf } from './file-probe.js';
import { foreignRefusal, tellFormat } from './tell-format.js';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const padded = (start: Buffer, length: number): Buffer => Buffer.concat([start, Buffer.alloc(length)]);

function refusalOf(bytes: Uint8Array): SourceError | undefined {
  return foreignRefusal(probeOf(bytes.subarray(0, 65_536), bytes.subarray(-4_096), bytes.length));
}

const mail = [
  'Return-Path: <kim@example.com>',
  'Received: from mail.example.com',
  '\tby mx.example.net; Mon, 23 Nov 2026 09:00:00 +1000',
  'From: Kim <kim@example.com>',
  'Subject: Customers',
  '',
  'Here they are.',
].join('\r\n');

function owner(name: string): Buffer {
  const bytes = Buffer.alloc(165, 0x20);
  bytes[0] = name.length;
  bytes.write(name, 1, 'latin1');
  bytes.writeUInt16LE(name.length, 55);
  for (let at = 57; at + 1 < 165; at += 2) bytes.writeUInt16LE(0x20, at);
  bytes.write(name, 57, 'utf16le');
  return bytes;
}

describe('foreignRefusal tells', () => {
  it.each<[title: string, code: string, content: Buffer]>([
    ['a PDF', 'SOURCE_IS_PDF', latin1('%PDF-1.7\n%\u00e2\u00e3')],
    ['a PNG', 'SOURCE_IS_IMAGE', latin1('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR')],
    ['a JPEG', 'SOURCE_IS_IMAGE', latin1('\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF')],
    ['a GIF', 'SOURCE_IS_IMAGE', latin1('GIF89a\u0001\0\u0001\0')],
    ['a WebP', 'SOURCE_IS_IMAGE', latin1('RIFF\u0024\0\0\0WEBPVP8 ')],
    ['a TIFF', 'SOURCE_IS_IMAGE', latin1('II*\0\u0008\0\0\0')],
    [
      'a bitmap',
      'SOURCE_IS_IMAGE',
      latin1('BM\u001a\0\0\0\0\0\0\0\u001a\0\0\0\u000c\0\0\0\u0001\0\u0001\0\u0001\0\u0018\0'),
    ],
    ['a HEIC', 'SOURCE_IS_IMAGE', latin1('\0\0\0\u0018ftypheic\0\0\0\0')],
    ['a drawing', 'SOURCE_IS_IMAGE', latin1('<?xml version="1.0"?>\n<svg width="1"/>')],
    ['a film', 'SOURCE_IS_MEDIA', latin1('\0\0\0\u0018ftypmp42\0\0\0\0')],
    ['a 7z', 'SOURCE_IS_ARCHIVE', latin1("7z\u00bc\u00af'\u001c\0\u0004")],
    ['a RAR', 'SOURCE_IS_ARCHIVE', latin1('Rar!\u001a\u0007\u0001\0')],
    ['a gzip', 'SOURCE_IS_ARCHIVE', latin1('\u001f\u008b\u0008\0\0\0\0\0')],
    ['a tar', 'SOURCE_IS_ARCHIVE', Buffer.concat([padded(latin1('list.csv'), 249), latin1('ustar\0')])],
    ['an empty ZIP', 'SOURCE_IS_ARCHIVE', padded(latin1('PK\u0005\u0006'), 18)],
    ['Excel 2', 'SOURCE_OLD_EXCEL', latin1('\t\0\u0004\0\u0002\0\u0010\0')],
    ['Excel 3', 'SOURCE_OLD_EXCEL', latin1('\t\u0002\u0006\0\0\0\u0010\0')],
    ['Excel 4', 'SOURCE_OLD_EXCEL', latin1('\t\u0004\u0006\0\0\0\u0010\0')],
    ['Excel 5', 'SOURCE_OLD_EXCEL', latin1('\t\u0008\u0008\0\0\u0005\u0005\0')],
    ['Lotus 1-2-3', 'SOURCE_IS_LOTUS', latin1('\0\0\u001a\0\0\u0010\u0004\0')],
    ['SYLK', 'SOURCE_IS_SYLK', latin1('ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"Name"\r\nE\r\n')],
    ['SQLite', 'SOURCE_IS_DATABASE', latin1('SQLite format 3\0\u0010\0')],
    ['Access', 'SOURCE_IS_DATABASE', latin1('\0\u0001\0\0Standard ACE DB\0')],
    ['a shortcut', 'SOURCE_IS_SHORTCUT', latin1('L\0\0\0\u0001\u0014\u0002\0\0\0')],
    ['a web shortcut', 'SOURCE_IS_SHORTCUT', latin1('[InternetShortcut]\r\nURL=https://example.com/\r\n')],
    ['a link to a Google sheet', 'SOURCE_IS_SHORTCUT', latin1('{"":"WARNING! DO NOT EDIT","doc_id":"1x"}')],
    ['a side file of a Mac', 'SOURCE_IS_SIDE_FILE', latin1('\0\u0005\u0016\u0007\0\u0002\0\0')],
    ["Excel's owner file", 'SOURCE_IS_OWNER_FILE', owner('Kim Lee')],
    ['RTF', 'SOURCE_IS_RTF', latin1('{\\rtf1\\ansi Name}')],
    ['a page', 'SOURCE_IS_WEB_PAGE', latin1('\r\n<!DOCTYPE html>\n<html><p>Not found')],
    ['a log-in page', 'SOURCE_IS_WEB_PAGE', latin1('<html><table></table><input name="p" type="password">')],
    ['an HTML table', 'SOURCE_IS_HTML', latin1('<table border=1><tr><td>Name</td></tr></table>')],
    ['HTML after a comment', 'SOURCE_IS_HTML', latin1('<!-- made by X -->\n<HTML><TABLE><TR>')],
    ['HTML in UTF-16', 'SOURCE_IS_HTML', utf16('<html><table><tr><td>Name')],
    [
      'XML Spreadsheet 2003',
      'SOURCE_IS_XML_SPREADSHEET',
      latin1('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'),
    ],
    [
      'flat OpenDocument',
      'SOURCE_IS_ODS',
      latin1(
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
      ),
    ],
    ['XML without a declaration', 'SOURCE_IS_XML', latin1('<customers><name>Kim</name></customers>\n')],
    ['XML in UTF-16', 'SOURCE_IS_XML', utf16('<?xml version="1.0" encoding="utf-16"?><customers/>')],
    ['JSON', 'SOURCE_IS_JSON', latin1('[\n  {"name": "Kim"}\n]\n')],
    ['JSON a line', 'SOURCE_IS_JSON', latin1('{"name":"Kim"}\n{"name":"Lee"}\n')],
    ['a vCard', 'SOURCE_IS_VCARD', latin1('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kim Lee\r\nEND:VCARD\r\n')],
    ['a calendar', 'SOURCE_IS_CALENDAR', latin1('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')],
    ['an e-mail', 'SOURCE_IS_MAIL', latin1(mail)],
    [
      'MHTML',
      'SOURCE_IS_MHTML',
      latin1(
        'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x',
      ),
    ],
  ])('%s', (_title, code, content) => {
    const refusal = refusalOf(content);
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/^[A-Z].*[.]$/);
    expect(refusal?.hints.join(' ')).toMatch(/^[A-Z].*[.]$/);
  });

  it.each([
    ['labels in angle brackets', '<Name>,<Email>\n<Kim>,kim@example.com\n'],
    ['a label that is an HTML tag', '<Title>,<Font>,<P>\nMs,Arial,1\n'],
    ['a comment before the labels', '<!-- export -->\nName,Email\nKim,kim@example.com\n'],
    ['an address between the first brackets', '<kim@example.com>,Kim\n'],
    ['labels in braces', '{Name},{Email}\nKim,kim@example.com\n'],
    ['a JSON remark above the labels', '{"made": "2026-11-23"}\nName,Email\nKim,kim@example.com\n'],
    ['labels in square brackets', '[First Name],[Email]\nKim,[x]\n'],
    ['ID and postcode', 'ID;Postcode;Name\n1;2650;Kim\n'],
    ['ID and postcode, with IDs like SYLK', 'ID;Postcode;Name\nC;2650;Kim\nF;2000;Lee\n'],
    ['ID and place, with rows like SYLK', 'ID;Place;Name\nP;Perth;Kim\nC;X1;Lee\n1;Y2;Ann\n'],
    ['one such row', 'ID;Place;Name\nP;Perth;Kim\n'],
    ['ID and postcode without rows', 'ID;Postcode;Name\n'],
    ['a label that begins as a bitmap does', 'BMW owner,Name,Email,Phone,Type,Notes\n'],
    ['labels that begin as pictures and archives do', 'GIF,RIFF,PK,Rar,7z,ftyp\n'],
    ['mustard where a tar has its mark', `${'x'.repeat(256)}mustard,Name\n`],
    ['names with colons', 'From: Kim\nTo: Lee\nName,Email\n'],
    ['one column of labels with colons', 'Name: \nEmail: \n'],
    ['a tab first', '\tName\tEmail\n'],
    ['a vCard in a cell', 'Name,Card\nKim,"BEGIN:VCARD\nEND:VCARD"\n'],
    ['nothing', ''],
  ])('a CSV from all of that: %s', (_title, text) => {
    for (const bytes of [
      latin1(text),
      Buffer.from(`\uFEFF${text}`),
      utf16(text),
      Buffer.from(text, 'utf16le'),
    ])
      expect(refusalOf(bytes)?.code).toBeUndefined();
  });
});

describe('tellFormat', () => {
  const fileOf = async (bytes: Uint8Array): Promise<string> => {
    const file = path.join(await temporaryFolder(), 'source');
    await writeFile(file, bytes);
    return file;
  };

  it('finds a file of zeros, but reads on where something comes after them', async () => {
    await expect(tellFormat(await fileOf(Buffer.alloc(200_000)))).rejects.toMatchObject({
      code: 'SOURCE_IS_BLANK',
    });
    expect(await tellFormat(await fileOf(Buffer.concat([Buffer.alloc(200_000), latin1('x')])))).toBe('csv');
  });

  it('ends with a format or a source error, whatever the bytes are', async () => {
    const file = await fileOf(Buffer.alloc(0));
    const starts = [
      '',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      'PK\u0003\u0004',
      '<',
      '{',
      'ID;P',
      '\u0003',
    ];
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 2_000 }));
    await fc.assert(
      fc.asyncProperty(bytes, async ([start, rest]) => {
        await writeFile(file, Buffer.concat([latin1(start), rest]));
        const told = await tellFormat(file).catch((error: unknown) => error);
        expect(told === 'csv' || told === 'xlsx' || told instanceof SourceError).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
