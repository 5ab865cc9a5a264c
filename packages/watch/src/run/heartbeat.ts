import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { noticeKinds, type NoticeKind } from '../notify/notice.js';

const noticeNames = Object.keys(noticeKinds) as NoticeKind[];

const troubleSchema = z.object({
  cause: z.enum(['account', 'machine', 'folder', 'file']),
  of: z.string(),
  code: z.string(),
  message: z.string(),
  since: z.coerce.date(),
  told: z.enum(noticeNames).optional(),
  look: z.string().optional(),
});

const heartbeatSchema = z.object({
  version: z.literal(1),
  folder: z.string(),
  account: z.string(),
  host: z.string(),
  watcher: z.string(),
  pid: z.number(),
  /** When the process began to watch it. */
  started: z.coerce.date(),
  at: z.coerce.date(),
  lastPoll: z.coerce.date().optional(),
  nextPass: z.coerce.date().optional(),
  doing: z.enum(['polling', 'importing', 'waiting', 'ended']),
  inbox: z.number(),
  processing: z.number(),
  troubles: z.array(troubleSchema),
});

/** How the watch of one folder does, as it was written last: read by `status`, and by the next process. Nothing is decided by its times. */
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** Where the heartbeat of a folder's watch is kept. @param root absolute */
export function heartbeatFile(watchFolder: string, root: string): string {
  return path.join(watchFolder, `${folderHash(root)}.json`);
}

/** The lock that one watch of a folder holds. */
export function folderLockFile(watchFolder: string, root: string): string {
  return path.join(watchFolder, `${folderHash(root)}.lock.db`);
}

function folderHash(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 16);
}

/** Writes a heartbeat: whoever reads sees it whole. Where it cannot be written, the earlier one gets old, which tells the same. */
export async function writeHeartbeat(file: string, heartbeat: Heartbeat): Promise<void> {
  // Two may be written at once.
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFile(draft, JSON.stringify(heartbeat), { mode: 0o600 });
    await rename(draft, file);
  } catch {
    // It is only information.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** @returns `undefined` where there is none that can be read */
export async function readHeartbeat(file: string): Promise<Heartbeat | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return heartbeatSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
