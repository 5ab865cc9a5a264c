import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../notify/text-columns.js';
import { noteText, writeNote } from './notes.js';

const at = new Date('2026-11-29T08:15:02Z');
const origin = { watcher: 'front-desk-3f2a9c41d07b', delivery: '20261129-081502-0a1b2c', at };
const text = {
  headline: 'the file is empty.',
  advice: ['Check that it was saved whole.', 'Nothing was sent.'],
  code: 'SOURCE_EMPTY',
};

describe('a note', () => {
  it('says what happened, what to do, and for whoever looks after the watch where it comes from', () => {
    expect(noteText('customers.csv', text, origin)).toBe(
      [
        'customers.csv: the file is empty.',
        '',
        '  Check that it was saved whole.',
        '  Nothing was sent.',
        '',
        'SOURCE_EMPTY · delivery 20261129-081502-0a1b2c · front-desk-3f2a9c41d07b · 2026-11-29T08:15:02.000Z',
        '',
      ].join('\r\n'),
    );
  });

  it('names no delivery where there is none yet', () => {
    expect(noteText('a.csv', text, { watcher: 'desk', at })).toContain(
      '\r\nSOURCE_EMPTY · desk · 2026-11-29T08:15:02.000Z\r\n',
    );
  });

  it.each([
    [
      'a line break and what follows it',
      'a\nSOURCE_FINE · all is well.csv',
      /^a SOURCE_FINE · all is well\.csv: /,
    ],
    ['a turned text', 'a\u202Evsc.exe', /^a\uFFFDvsc\.exe: /],
    ['an escape', 'a\u001B[31m.csv', /^a\uFFFD\[31m\.csv: /],
  ])('shows a name with %s as it is, on one line', (_, name, expected) => {
    expect(noteText(name, text, origin)).toMatch(expected);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    fc.constantFrom('x'.repeat(255), '界'.repeat(85), `${'word '.repeat(50)}.csv`),
  );

  it('has only lines that end in CR LF and take 100 columns at most, whatever it tells', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile, { maxLength: 3 }), (name, headline, advice) => {
        const written = noteText(name, { headline, advice, code: 'CODE' }, origin);
        expect(written.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(written.endsWith('Z\r\n')).toBe(true);
        for (const line of written.split('\r\n')) expect(columnsOf(line)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is written over an earlier one on the same file', async () => {
    const dir = await temporaryFolder();
    const file = { dir, name: 'customers.csv' };
    await writeNote(file, 'error', { text: { ...text, headline: 'x'.repeat(1_000) }, origin });
    await writeNote(file, 'error', { text, origin });
    const written = await readFile(path.join(dir, 'customers.csv.error.txt'), 'utf8');
    expect(written).toBe(noteText('customers.csv', text, origin));
  });

  it('has room beside a file whose name is as long as a name may be', async () => {
    const dir = await temporaryFolder();
    await writeNote({ dir, name: `${'界'.repeat(83)}.csv` }, 'duplicate', { text, origin });
    await expect(
      writeNote({ dir: path.join(dir, 'nowhere'), name: 'a' }, 'error', { text, origin }),
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
