import path from 'node:path';
import { machineDisk, type Disk } from '../src/state/durable-disk.js';

/** What is to go wrong, by the number of the call, from 1; default: nothing. */
interface Faults {
  /** This call fails and does nothing; those after it go well. */
  readonly fails?: number;
  /** Default `EIO`. */
  readonly code?: string;
  /** Nothing is done from this call on, as after a kill. */
  readonly dies?: number;
}

/** The machine's disk, on which a call fails or after which nothing happens any more. `calls` says what was asked. */
export function failingDisk({ fails, dies = Number.POSITIVE_INFINITY, code = 'EIO' }: Faults = {}): Disk & {
  readonly calls: readonly string[];
} {
  const calls: string[] = [];
  const step = async (name: string, place: string, act: () => Promise<void>): Promise<void> => {
    calls.push(`${name} ${path.basename(place)}`);
    if (calls.length >= dies) throw new Error('dead');
    if (calls.length === fails) throw Object.assign(new Error(code), { code });
    await act();
  };
  return {
    calls,
    makeFolder: async (folder) => step('makeFolder', folder, () => machineDisk.makeFolder(folder)),
    writeNew: async (file, text) => step('writeNew', file, () => machineDisk.writeNew(file, text)),
    sync: async (file) => step('sync', file, () => machineDisk.sync(file)),
    syncFolder: async (folder) => step('syncFolder', folder, () => machineDisk.syncFolder(folder)),
    rename: async (from, to) => step('rename', to, () => machineDisk.rename(from, to)),
    remove: async (place) => step('remove', place, () => machineDisk.remove(place)),
  };
}
