import { access, open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** A file being written. */
export interface NewFile {
  readonly output: Writable;
  /** Once the output has finished: makes it durable and lets go of it. */
  keep(): Promise<void>;
  /** Lets go of it, whatever state it is in. */
  discard(): Promise<void>;
}

/** What the result needs of a file system; raises what that raises. */
export interface ResultFiles {
  /** @throws where there is a file of this name already */
  create(path: string): Promise<NewFile>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; that there is none is no error. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  wait(milliseconds: number): Promise<void>;
}

/** The file system of this machine. */
export const nodeFiles: ResultFiles = {
  create: createFile,
  rename,
  remove: (path) => rm(path, { force: true }),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  wait: (milliseconds) => wait(milliseconds),
};

async function createFile(path: string): Promise<NewFile> {
  const handle = await open(path, 'wx');
  // The stream holds the handle: only destroying it, after what is under way, closes the file.
  const output = handle.createWriteStream({ autoClose: false });
  const close = async (): Promise<void> => {
    if (output.closed) return;
    const closed = new Promise<void>((resolve) => void output.once('close', resolve));
    output.destroy();
    await closed;
  };
  return {
    output,
    // Without it a power cut after the rename could leave an empty file under the good name.
    keep: async () => {
      await handle.sync();
      await close();
    },
    discard: close,
  };
}
