import * as fs from 'node:fs/promises';
import path from 'node:path';
import { SourceError } from '@solarproof-import/importer';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { InboxNotes } from './inbox-notes.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let inbox = '';
let notes: InboxNotes;

beforeEach(async () => {
  inbox = await temporaryFolder();
  notes = new InboxNotes(inbox);
});

const origin = { watcher: 'desk', at: new Date('2026-03-02T09:00:00Z') };
const locked = new SourceError('SOURCE_LOCKED', 'Another program has it open and locked.');
const unreadable = new SourceError('SOURCE_UNREADABLE', 'You may not read this file.');
const there = (): Promise<readonly string[]> => fs.readdir(inbox);

describe('a note on a file that waits in an inbox', () => {
  it('is written once for each reason', async () => {
    expect(await notes.write('a.csv', locked, origin)).toBe(true);
    expect(await notes.write('a.csv', locked, origin)).toBe(false);
    expect(await there()).toEqual(['a.csv.waiting.txt']);
    expect(await notes.write('a.csv', unreadable, origin)).toBe(true);
    expect(await fs.readFile(path.join(inbox, 'a.csv.waiting.txt'), 'utf8')).toContain('You may not read');
  });

  it('goes when its file does, or does not wait any more', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await notes.write(name, locked, origin);
    await notes.keepOnly(new Set(['b.csv', 'c.csv']), []);
    expect(await there()).toEqual(['b.csv.waiting.txt', 'c.csv.waiting.txt']);
    await notes.remove('c.csv');
    await notes.remove('d.csv');
    expect(await there()).toEqual(['b.csv.waiting.txt']);
    expect(await notes.write('c.csv', locked, origin)).toBe(true);
  });

  it('of an earlier process goes as well, once its file is not there any more', async () => {
    for (const name of ['a.csv', 'b.csv']) await notes.write(name, locked, origin);
    await new InboxNotes(inbox).keepOnly(new Set(['b.csv']), await there());
    expect(await there()).toEqual(['b.csv.waiting.txt']);
  });

  it('is not removed where it is of others', async () => {
    await fs.writeFile(path.join(inbox, 'a.csv.waiting.txt'), 'theirs');
    await notes.remove('a.csv');
    await notes.keepOnly(new Set(), ['a.csv.waiting.txt']);
    expect(await there()).toEqual(['a.csv.waiting.txt']);
  });

  it('that cannot be written stops nothing: it is told by other means', async () => {
    vi.spyOn(fs, 'writeFile').mockRejectedValue(Object.assign(new Error('EROFS'), { code: 'EROFS' }));
    expect(await notes.write('a.csv', locked, origin)).toBe(true);
  });
});
