import * as fs from 'node:fs/promises';
import path from 'node:path';
import { JournalError, type Delivery } from '@solarproof-import/importer';
import { describe, expect, it, vi } from 'vitest';
import { approve } from '../src/approve.js';
import { deliver } from '../src/delivery/deliver.js';
import type { Delivered, Taken } from '../src/delivery/delivery-context.js';
import { findProcessing } from '../src/delivery/own-deliveries.js';
import { takeFile } from '../src/delivery/take-file.js';
import {
  emailsIn,
  failure,
  listOf,
  open,
  toldBy,
  watchedFolderAtHand,
  type FolderAtHand,
  type GivenFolder,
  type OpenedFolder,
} from './watched-folder-at-hand.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

interface Given extends GivenFolder {
  readonly name?: string;
  readonly content?: string;
}

interface AtHand extends FolderAtHand, OpenedFolder {
  readonly taken: Taken;
  delivered(judged?: string): Promise<Delivered>;
  noted(): Promise<Delivery | undefined>;
}

/** Takes one file out of the inbox; it has not been delivered yet. */
async function takenFile({ name = 'a.csv', content = listOf(2), ...given }: Given = {}): Promise<AtHand> {
  const hand = await watchedFolderAtHand(given);
  const opened = await open(hand);
  return takeInto(hand, opened, { name, content });
}

async function takeInto(
  hand: FolderAtHand,
  opened: OpenedFolder,
  { name, content }: { readonly name: string; readonly content: string },
): Promise<AtHand> {
  await hand.put(name, content);
  const taken = await takeFile(name, opened.context);
  if (taken === undefined) throw new Error('it was not there');
  return {
    ...hand,
    ...opened,
    taken,
    delivered: (judged) => hand.clock.drive(deliver(taken, opened.context, judged)),
    noted: () => opened.state.store.deliveries.find(taken.id),
  };
}

/** Approves a list in review, as a person does. @returns what the watch then finds to go on with */
async function approved(
  at: Pick<AtHand, 'state' | 'clock' | 'context'>,
  given: string,
): Promise<readonly Taken[]> {
  await approve(given, at.state.store.deliveries, at.clock.now());
  return (await findProcessing(at.context)).own;
}

const fileOf = ({ taken }: AtHand): string => path.join(taken.dir, taken.name);

describe('a list that is delivered', () => {
  it('is imported, and lies in done with its workbook; its delivery says so, and somebody is told', async () => {
    const at = await takenFile();
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
    expect(emailsIn(at)).toEqual(['jo0@example.com', 'jo1@example.com']);
    expect(await at.noted()).toMatchObject({
      state: 'done',
      place: 'done/a.csv',
      results: 'done/a.result.xlsx',
    });
    expect(at.notices).toMatchObject([{ kind: 'run-finished', counts: { created: 2 } }]);
    expect(at.events.at(-1)).toMatchObject({
      event: 'file-done',
      file: 'done/a.csv',
      results: 'done/a.result.xlsx',
      exitCode: 0,
      delivery: at.taken.id,
    });
    expect(await fs.readdir(path.dirname(at.taken.dir))).toEqual([]);
  });

  it('needs a hand where a row does', async () => {
    const at = await takenFile({ content: `${listOf(1)}Jo,,jo9@example.com,0491570006,RESIDENTIAL\n` });
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(at.notices).toMatchObject([{ kind: 'run-needs-attention' }]);
    expect(at.events.at(-1)).toMatchObject({ event: 'file-done', exitCode: 4 });
  });

  it('goes back into the inbox where its bytes are not those that were judged', async () => {
    const at = await takenFile();
    expect(await at.delivered('00'.repeat(32))).toEqual({ kind: 'put-back' });
    expect(await at.tree()).toEqual(['inbox/a.csv']);
    expect(await at.noted()).toBeUndefined();
    expect(toldBy(at)).toEqual(['file-put-back']);
  });

  it('goes back beside another that has its name by now', async () => {
    const at = await takenFile();
    await at.put('a.csv', listOf(1, 'other'));
    await at.delivered('00'.repeat(32));
    expect(await at.tree()).toEqual(['inbox/a 2026-03-02 090000.csv', 'inbox/a.csv']);
    expect(at.events.at(-1)).toMatchObject({ file: 'inbox/a 2026-03-02 090000.csv' });
    expect(await at.read('inbox/a.csv')).toBe(listOf(1, 'other'));
  });

  it('that cannot be read lies in failed with a note, and nothing was sent', async () => {
    const at = await takenFile({ content: 'Name\nJo\n' });
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(await at.tree()).toEqual(['failed/a.csv', 'failed/a.csv.error.txt']);
    expect(await at.read('failed/a.csv.error.txt')).toContain('Nothing was sent.');
    expect(at.events.at(-1)).toMatchObject({ event: 'file-failed', code: 'COLUMNS_MISSING' });
    expect(at.notices).toMatchObject([{ kind: 'file-refused', code: 'COLUMNS_MISSING' }]);
    expect(emailsIn(at)).toEqual([]);
  });

  it('whose content was imported before lies in duplicates, with the first run’s ID', async () => {
    const first = await takenFile();
    await first.delivered();
    const again = await takeInto(first, first, { name: 'b.csv', content: listOf(2) });
    expect(await again.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect((await again.tree()).slice(-2)).toEqual(['duplicates/b.csv', 'duplicates/b.csv.duplicate.txt']);
    const { runId = '' } = (await first.noted()) ?? {};
    expect(await again.read('duplicates/b.csv.duplicate.txt')).toContain(runId);
    expect(again.events.at(-1)).toMatchObject({ event: 'file-duplicate', firstRun: runId });
    expect(again.sandbox.requests.creates).toBe(2);
  });

  it('whose content was imported before is imported again where that is wished, and nobody twice', async () => {
    const first = await takenFile({ folder: { duplicates: 'import' } });
    await first.delivered();
    const again = await takeInto(first, first, { name: 'a.csv', content: listOf(2) });
    await again.delivered();
    expect(await again.tree()).toEqual([
      'done/a 2026-03-02 090000.csv',
      'done/a 2026-03-02 090000.result.xlsx',
      'done/a.csv',
      'done/a.result.xlsx',
    ]);
    expect(emailsIn(again)).toHaveLength(2);
  });

  it('that is a result of its own, put into the inbox again, has its result beside it under the usual name', async () => {
    const first = await takenFile({ folder: { duplicates: 'import' } });
    await first.delivered();
    await fs.rename(
      path.join(first.folder.root, 'done', 'a.result.xlsx'),
      path.join(first.folder.root, 'inbox', 'a.result.xlsx'),
    );
    const taken = await takeFile('a.result.xlsx', first.context);
    if (taken === undefined) throw new Error('it was not there');
    expect(await first.clock.drive(deliver(taken, first.context))).toMatchObject({
      kind: 'ended',
      attention: false,
    });
    expect(await first.tree()).toEqual(['done/a.corrected.xlsx', 'done/a.csv', 'done/a.result.xlsx']);
    expect(await first.state.store.deliveries.find(taken.id)).toMatchObject({
      place: 'done/a.corrected.xlsx',
      results: 'done/a.result.xlsx',
    });
    expect(emailsIn(first)).toHaveLength(2);
  });

  it('has room for all that lies beside it, whatever its name', async () => {
    const name = `${'界'.repeat(83)}.csv`;
    const at = await takenFile({ name });
    expect(await at.delivered()).toMatchObject({ kind: 'ended' });
    expect((await at.tree()).map((place) => path.extname(place))).toEqual(['.xlsx', '.csv']);
  });
});

describe('a list that waits for a person', () => {
  const reviewed = { folder: { reviewOver: 1 } } as const;

  it('lies in review with its check and a note that has the command; nothing was sent', async () => {
    const at = await takenFile({
      folder: { reviewOver: 1, repeatedFlags: ['--config', '/etc/my list.yaml'] },
    });
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(await at.tree()).toEqual(['review/a.check.xlsx', 'review/a.csv', 'review/a.csv.review.txt']);
    const note = (await at.read('review/a.csv.review.txt')).replaceAll(/\s+/g, ' ');
    expect(note).toContain(`watch approve ${at.taken.id} --config "/etc/my list.yaml"`);
    expect(at.sandbox.requests.creates).toBe(0);
    expect(at.notices).toMatchObject([{ kind: 'file-in-review', code: 'REVIEW_ROWS' }]);
  });

  it.each(['its ID', 'its name', 'its path'])(
    'goes on once it is approved by %s, and lies in done',
    async (how) => {
      const at = await takenFile(reviewed);
      await at.delivered();
      const given = {
        'its ID': at.taken.id,
        'its name': 'a.csv',
        'its path': path.join(at.folder.root, 'review/a.csv'),
      };
      expect(await approved(at, given[how as keyof typeof given])).toEqual([at.taken]);
      expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
      expect(await at.tree()).toEqual(['done/a.check.xlsx', 'done/a.csv', 'done/a.result.xlsx']);
      expect(await at.noted()).toMatchObject({ state: 'done', results: 'done/a.result.xlsx' });
      expect(emailsIn(at)).toHaveLength(2);
    },
  );

  it('is judged anew where it was edited after it was approved', async () => {
    const at = await takenFile(reviewed);
    await at.delivered();
    await fs.writeFile(path.join(at.folder.root, 'review/a.csv'), listOf(3));
    await approved(at, 'a.csv');
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(await at.noted()).toMatchObject({ state: 'review' });
    expect(await at.noted()).not.toHaveProperty('approved');
    expect(emailsIn(at)).toEqual([]);
  });

  it('is forgotten where a person removed it, and what lies beside it is taken for no list', async () => {
    const at = await takenFile(reviewed);
    await at.delivered();
    await fs.rm(path.join(at.folder.root, 'review/a.csv'));
    await approved(at, at.taken.id);
    await at.delivered();
    expect(await at.noted()).toBeUndefined();
    expect(emailsIn(at)).toEqual([]);
    expect((await findProcessing(at.context)).own).toEqual([]);
    expect((await at.tree()).filter((place) => place.startsWith('processing/'))).toEqual([]);
  });

  it('goes on though its workbook is open in Excel; that one stays', async () => {
    const at = await takenFile(reviewed);
    await at.delivered();
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'rename').mockImplementation((from, to) =>
      String(from).endsWith('review/a.check.xlsx') ? Promise.reject(failure('EBUSY')) : rename(from, to),
    );
    await approved(at, 'a.csv');
    expect(await at.delivered()).toMatchObject({ kind: 'ended' });
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx', 'review/a.check.xlsx']);
  });

  it('may be a result that was put into the inbox again: its own result never takes its place', async () => {
    const first = await takenFile({
      faults: ['500-invalid-parameters:create=2:times=2'],
      folder: { pace: { concurrency: 1 }, duplicates: 'import' },
    });
    await first.delivered();
    const inbox = path.join(first.folder.root, 'inbox', 'a.result.xlsx');
    await fs.rename(path.join(first.folder.root, 'done', 'a.result.xlsx'), inbox);
    const list = await fs.readFile(inbox);
    const folder = { ...first.folder, maxErrors: { kind: 'rows', most: 0 } } as const;
    const context = { ...first.context, folder };
    const taken = await takeFile('a.result.xlsx', context);
    if (taken === undefined) throw new Error('it was not there');
    await first.clock.drive(deliver(taken, context));
    expect((await first.tree()).filter((place) => place.startsWith('review/'))).toContain(
      'review/a.corrected.xlsx',
    );
    await approved(first, taken.id);
    expect(await first.clock.drive(deliver(taken, context))).toMatchObject({ kind: 'ended' });
    const { place = '' } = (await first.state.store.deliveries.find(taken.id)) ?? {};
    expect(place).toBe('done/a.corrected.xlsx');
    expect(await fs.readFile(path.join(first.folder.root, place))).toEqual(list);
  });

  it('is one whose run stopped at too many errors; approved, the same run goes on', async () => {
    const at = await takenFile({
      content: listOf(3),
      folder: { maxErrors: { kind: 'rows', most: 0 }, pace: { concurrency: 1 } },
      faults: ['500-invalid-parameters:create=1'],
    });
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(await at.tree()).toEqual(['review/a.csv', 'review/a.csv.review.txt', 'review/a.result.xlsx']);
    const { runId } = (await at.noted()) ?? {};
    await approved(at, 'a.csv');
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: true });
    expect(await at.noted()).toMatchObject({ state: 'done', runId, results: 'done/a.result.xlsx' });
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
    expect(emailsIn(at)).toEqual(['jo1@example.com', 'jo2@example.com']);
  });
});

describe('a delivery that a death broke off', () => {
  it('goes on with its run, by its ID, and sends nobody twice', async () => {
    const at = await takenFile({
      content: listOf(3),
      faults: ['401-message:create=2'],
      folder: { pace: { concurrency: 1 } },
    });
    expect(await at.delivered()).toMatchObject({ kind: 'waits', for: 'account', trouble: 'key' });
    const before = await at.noted();
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect((await at.noted())?.runId).toBe(before?.runId);
    expect(emailsIn(at)).toEqual([0, 1, 2].map((number) => `jo${number}@example.com`));
    expect(at.sandbox.requests.creates).toBe(4);
  });

  it('is not begun again where its run has ended and only its results are gone', async () => {
    const at = await takenFile();
    await at.delivered();
    const noted = await at.noted();
    const { place: _place, results: _results, ...before } = noted ?? ({} as Delivery);
    await at.state.store.deliveries.put({ ...before, state: 'processing' });
    await fs.mkdir(at.taken.dir, { recursive: true });
    await fs.rename(path.join(at.folder.root, 'done/a.csv'), fileOf(at));
    await fs.rm(path.join(at.folder.root, 'done/a.result.xlsx'));
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
    expect((await at.noted())?.runId).toBe(noted?.runId);
    expect(at.sandbox.requests.creates).toBe(2);
  });

  it('is begun where its run was announced, and the journal does not know it', async () => {
    const at = await takenFile();
    await at.state.store.deliveries.put({
      id: at.taken.id,
      folder: at.mark,
      name: 'a.csv',
      taken: at.clock.now(),
      state: 'processing',
      runId: '20260302-080000-ffffff',
    });
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect((await at.noted())?.runId).not.toBe('20260302-080000-ffffff');
    expect(emailsIn(at)).toHaveLength(2);
  });

  it('and that had ended is only cleared away, and nobody is told again', async () => {
    const at = await takenFile();
    await at.delivered();
    await fs.mkdir(at.taken.dir, { recursive: true });
    await fs.writeFile(path.join(at.taken.dir, '.a.result.xlsx.tmp'), '');
    expect((await findProcessing(at.context)).own).toEqual([]);
    expect(at.notices).toHaveLength(1);
    await expect(fs.lstat(at.taken.dir)).rejects.toThrow();
  });
});

describe('a delivery waits', () => {
  it('for itself where its workbook cannot be written beside it; nothing is sent again for that', async () => {
    const at = await takenFile();
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    const full = vi
      .spyOn(fs, 'rename')
      .mockImplementation((from, to) =>
        String(to).endsWith('.xlsx') ? Promise.reject(failure('ENOSPC')) : rename(from, to),
      );
    const link = vi.spyOn(fs, 'link').mockRejectedValue(failure('ENOSPC'));
    const waiting = await at.delivered();
    expect(waiting).toMatchObject({ kind: 'waits', for: 'itself', trouble: 'folder' });
    full.mockRestore();
    link.mockRestore();
    expect(await at.delivered()).toMatchObject({ kind: 'ended', attention: false });
    expect(at.sandbox.requests.creates).toBe(2);
  });

  it('for the account where its key is another than it has had, unless the account was named', async () => {
    let key = 'first';
    const given = { sandbox: { keys: ['first', 'second'] }, apiKey: () => key };
    const at = await takenFile(given);
    await at.delivered();
    key = 'second';
    const again = await takeInto(at, at, { name: 'b.csv', content: listOf(1, 'new') });
    const waiting = await again.delivered();
    expect(waiting).toMatchObject({
      kind: 'waits',
      for: 'account',
      trouble: 'machine',
      code: 'API_KEY_CHANGED',
    });
    expect(JSON.stringify(waiting)).not.toMatch(/first|second/);
    expect(emailsIn(at)).toHaveLength(2);
    const named = { ...again.context, folder: { ...again.folder, accountIsNamed: true } };
    expect(await at.clock.drive(deliver(again.taken, named))).toMatchObject({ kind: 'ended' });
    const third = await takeInto(at, at, { name: 'c.csv', content: listOf(1, 'third') });
    expect(await third.delivered()).toMatchObject({ kind: 'ended' });
  });

  it('for the account where another run has it', async () => {
    const { lockAccount } = await import('@solarproof-import/importer');
    const at = await takenFile();
    const lock = await lockAccount(at.state, at.folder.account, at.clock.now());
    expect(await at.delivered()).toMatchObject({ kind: 'waits', for: 'account', trouble: 'locked' });
    lock.release();
    expect(await at.delivered()).toMatchObject({ kind: 'ended' });
  });

  it('for the account where nothing can be reached', async () => {
    const at = await takenFile({
      wrap: (transport) => ({
        ...transport,
        exchange: () => Promise.resolve({ kind: 'not-sent', reason: 'refused' }),
      }),
    });
    expect(await at.delivered()).toMatchObject({
      kind: 'waits',
      for: 'account',
      trouble: 'service',
      code: 'STOPPED_UNREACHABLE',
    });
    expect(await at.tree()).toContain('processing/*/a.csv');
  });

  it('not at all where the journal fails: nothing can go on', async () => {
    const at = await takenFile();
    vi.spyOn(at.state.store.deliveries, 'put').mockRejectedValue(new JournalError('JOURNAL_FAILED', 'No.'));
    await expect(at.delivered()).rejects.toThrow(JournalError);
  });
});
