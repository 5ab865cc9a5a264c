import { SourceError } from '@solarproof-import/core';
import { refusedOther, refusedTable, type ForeignKind } from './refused.js';

/** Address cards, calendars, and what has the head of an e-mail. */
export const messageKinds: readonly ForeignKind[] = [
  {
    matches: ({ text }) => /^BEGIN:VCARD\s*\r?\n/i.test(text),
    refuse: () =>
      new SourceError('SOURCE_IS_VCARD', 'This is an address book file (vCard, .vcf), not a table.', [
        'Import it into your contacts (Outlook, Google Contacts) and export them from there as CSV.',
      ]),
  },
  {
    matches: ({ text }) => /^BEGIN:VCALENDAR\s*\r?\n/i.test(text),
    refuse: () =>
      refusedOther('SOURCE_IS_CALENDAR', 'This is a calendar file (.ics), not a list of customers.'),
  },
  {
    matches: ({ text }) => /^multipart\/related/i.test(messageHead(text).get('content-type') ?? ''),
    refuse: () => refusedTable('SOURCE_IS_MHTML', 'This is a web page in one file (.mht), not a workbook.'),
  },
  {
    matches: ({ text }) => isMail(messageHead(text)),
    refuse: () =>
      new SourceError('SOURCE_IS_MAIL', 'This is a saved e-mail (.eml), not a list.', [
        'If the list is attached to it: open the e-mail, save the attachment, and give that.',
      ]),
  },
];

/** The lines of a message before its first blank one, by name; nothing where one of them is no such line (RFC 5322, 2.2). */
function messageHead(text: string): ReadonlyMap<string, string> {
  const head = new Map<string, string>();
  let name = '';
  for (const line of text.slice(0, 16_384).split(/\r\n?|\n/)) {
    if (line === '') return head;
    const [, field = '', value = ''] = /^([A-Za-z][A-Za-z0-9-]{0,60}): ?(.*)$/.exec(line) ?? [];
    if (field !== '') head.set((name = field.toLowerCase()), value.trim());
    else if (/^[ \t]/.test(line) && name !== '') head.set(name, `${head.get(name) ?? ''}${line.trim()}`);
    else return new Map();
  }
  return head;
}

function isMail(head: ReadonlyMap<string, string>): boolean {
  const told = ['from', 'date', 'subject', 'to', 'received', 'message-id', 'mime-version', 'return-path'];
  return head.has('from') && told.filter((name) => head.has(name)).length >= 3;
}
