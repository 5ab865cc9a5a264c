import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/core';

/** What the state directory does to a disk, a call a step: a test lets any of them fail, or be the last before a power cut. */
export interface Disk {
  /** Makes one folder that only this user may enter. @throws the system's EEXIST where it is there */
  makeFolder(folder: string): Promise<void>;
  /** Writes a new file that only this user may read; its bytes are durable then, its name is not yet. @throws as `makeFolder` */
  writeNew(file: string, text: string): Promise<void>;
  /** Makes a file's bytes durable. */
  sync(file: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>;
  /** Gives a file or folder another name. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or folder with all in it; nothing happens where it is not there. */
  remove(place: string): Promise<void>;
}

/** The disk of this machine. What fails is thrown as the system says it. */
export const machineDisk: Disk = {
  makeFolder: async (folder) => {
    await mkdir(folder, { mode: 0o700 });
  },
  writeNew: async (file, text) => {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  sync: async (file) => {
    // Windows flushes only what is open for writing.
    const handle = await open(file, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  syncFolder,
  rename: async (from, to) => rename(from, to),
  remove: async (place) => rm(place, { recursive: true, force: true, maxRetries: 3 }),
};

async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to flush a folder; NTFS keeps its names in a journal of its own.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file that many may make at once and one wins: whoever reads it finds it whole, and all find the same.
 * @returns false where it was there already; then nothing was written
 */
export async function writeOnce(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  await machineDisk.writeNew(draft, text);
  try {
    // A rename would take the place of another's; a link never does.
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await machineDisk.remove(draft);
    await syncFolder(path.dirname(file));
  }
}
