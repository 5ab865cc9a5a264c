import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { SourceError } from '@solarproof-import/importer';
import { buildTable, temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { ArrivalJudge, type Verdict } from './arrival-judge.js';
import { scanInbox, type Arrival } from './scan-inbox.js';

const list = 'First Name,Surname,Email\nFay,Gunn,fay.gunn@example.com\n';
const open = 'First Name,Surname,Email\nFay,Gunn,"fay.gunn@example.com\n';
const time = new Date('2026-03-02T09:00:00Z');

let inbox = '';
let judge: ArrivalJudge;

beforeEach(async () => {
  inbox = await temporaryFolder();
  judge = new ArrivalJudge(inbox, { lockedMs: 60_000, notWholeMs: 600_000 });
});

async function put(content: string | Uint8Array, name = 'a.csv'): Promise<void> {
  await fs.writeFile(path.join(inbox, name), content);
  await fs.utimes(path.join(inbox, name), time, time);
}

async function arrival(name = 'a.csv'): Promise<Arrival> {
  const found = (await scanInbox(inbox)).arrivals.find((one) => one.name === name);
  return found ?? { name, look: 'none', size: 1, changed: 0 };
}

const judged = async (now: number, earlierMs = 0): Promise<Verdict> =>
  judge.judge(await arrival(), { now, earlierMs });

const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('hex');

describe('a file that is whole', () => {
  it('is ready when a second read, at another poll, gives the same bytes', async () => {
    await put(list);
    expect(await judged(0)).toEqual({ kind: 'once-read' });
    expect(await judged(5_000)).toEqual({ kind: 'ready', sha256: sha256(list) });
  });

  it('is not ready where its bytes are others, though it looks the same: of the last two reads both count', async () => {
    await put(list);
    const before = await arrival();
    await judged(0);
    await put(list.replace('Fay', 'Kay'));
    expect(await arrival()).toEqual(before);
    expect(await judged(5_000)).toEqual({ kind: 'once-read' });
    expect(await judged(10_000)).toEqual({ kind: 'ready', sha256: sha256(list.replace('Fay', 'Kay')) });
  });

  it('is read twice anew once it looks different, with the same bytes too', async () => {
    await put(list);
    await judged(0);
    await fs.utimes(path.join(inbox, 'a.csv'), time, new Date('2026-03-02T09:01:00Z'));
    expect(await judged(5_000)).toEqual({ kind: 'once-read' });
    expect(await judged(10_000)).toMatchObject({ kind: 'ready' });
  });

  it('is read twice anew once it was away meanwhile', async () => {
    await put(list);
    await judged(0);
    judge.keepOnly([]);
    expect(await judged(5_000)).toEqual({ kind: 'once-read' });
  });

  it('may be of a kind that is no list: to say so is the reader’s', async () => {
    await put('%PDF-1.7\n');
    await judged(0);
    expect(await judged(5_000)).toMatchObject({ kind: 'ready' });
  });
});

describe('a file that does not look whole', () => {
  it.each([
    ['without a byte', '', 'SOURCE_EMPTY'],
    ['whose quote never closes', open, 'SOURCE_QUOTE_OPEN'],
    [
      'half of whose workbook is there',
      buildTable([['Email'], ['jo@example.com']]).subarray(0, 400),
      'SOURCE_DAMAGED',
    ],
  ])('%s is waited for', async (_, content, code) => {
    await put(content);
    for (const now of [0, 5_000, 599_999]) {
      expect(await judged(now)).toMatchObject({ kind: 'not-whole', why: { code } });
    }
  });

  it('is taken as it is when it has not changed for long enough', async () => {
    await put(open);
    await judged(0);
    expect(await judged(600_000)).toEqual({ kind: 'once-read' });
    expect(await judged(605_000)).toEqual({ kind: 'ready', sha256: sha256(open) });
  });

  it('is waited for anew when it has changed', async () => {
    await put(open);
    await judged(0);
    await put(`${open}Kay`);
    expect(await judged(600_000)).toMatchObject({ kind: 'not-whole' });
    expect(await judged(1_199_999)).toMatchObject({ kind: 'not-whole' });
    expect(await judged(1_200_000)).toEqual({ kind: 'once-read' });
  });

  it('is not waited for longer where earlier processes have waited', async () => {
    await put(open);
    expect(await judged(0, 590_000)).toMatchObject({ kind: 'not-whole' });
    expect(await judged(10_000, 590_000)).toEqual({ kind: 'once-read' });
  });
});

describe('a file that cannot be opened', () => {
  const locked = new SourceError('SOURCE_LOCKED', 'Another program has it open and locked.');

  it('is waited for patiently at first, and told later', () => {
    const at = (now: number): Verdict => judge.locked('a.csv', locked, now);
    expect([at(1_000), at(60_999), at(61_000)]).toEqual(
      [true, true, false].map((patient) => ({ kind: 'locked', why: locked, patient })),
    );
  });

  it('is waited for anew once it was read', async () => {
    await put(list);
    judge.locked('a.csv', locked, 0);
    expect(await judged(50_000)).toEqual({ kind: 'once-read' });
    expect(judge.locked('a.csv', locked, 70_000)).toMatchObject({ patient: true });
  });

  it('stays read once where it could be read, and not moved', async () => {
    await put(list);
    await judged(0);
    judge.locked('a.csv', locked, 1_000);
    expect(await judged(5_000)).toMatchObject({ kind: 'ready' });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('is told by its rights', async () => {
    await put(list);
    await fs.chmod(path.join(inbox, 'a.csv'), 0);
    expect(await judged(0)).toMatchObject({
      kind: 'locked',
      why: { code: 'SOURCE_UNREADABLE' },
      patient: true,
    });
  });

  it('is no list where it has become a folder meanwhile', async () => {
    await fs.mkdir(path.join(inbox, 'a.csv'));
    expect(await judged(0)).toMatchObject({ kind: 'locked', why: { code: 'SOURCE_UNREADABLE' } });
  });

  it('is gone where it is not there any more', async () => {
    expect(await judged(0)).toEqual({ kind: 'gone' });
  });
});

it('a signal ends it: nothing is thought of the file then', async () => {
  await put(list);
  const ended = judge.judge(await arrival(), { now: 0 }, AbortSignal.abort('SIGINT'));
  await expect(ended).rejects.toMatchObject({ name: 'InterruptedError', signal: 'SIGINT' });
});
