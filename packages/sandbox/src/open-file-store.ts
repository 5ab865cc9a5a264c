import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CustomerStore } from './customer-store.js';
import { isObject, isSandboxCustomer, type SandboxCustomer } from './sandbox-customer.js';
import { SandboxUsageError } from './sandbox-usage-error.js';

interface Contents {
  readonly customers: Map<number, SandboxCustomer>;
  highestId: number;
  /** How many bytes of the file are whole. */
  bytes: number;
}

/**
 * Opens (or makes) a file in which the sandbox's customers persist: NDJSON, appended to, a line a change,
 * `{"put":{…customer}}` or `{"remove":79461}`. A last line that was cut off by a death is dropped. A change is with the
 * operating system before it is answered: it survives the process, not a power failure. One process at a time.
 * @throws SandboxUsageError where the file is something else, or cannot be opened
 */
export function openFileStore(file: string): CustomerStore {
  let handle: number | undefined = openForUse(file);
  const contents = readContentsOrClose(file, handle);
  let end = contents.bytes;
  const append = (change: { put: SandboxCustomer } | { remove: number }): void => {
    if (handle === undefined) throw new SandboxUsageError(`${file}: the sandbox's store is closed.`);
    const bytes = Buffer.from(`${JSON.stringify(change)}\n`);
    writeWhole(handle, bytes, end);
    end += bytes.length;
  };
  return {
    customers: [...contents.customers.values()],
    highestId: contents.highestId,
    put: (customer) => append({ put: customer }),
    remove: (id) => append({ remove: id }),
    close: () => {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

function openForUse(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Customers are personal data: nobody else on the machine reads them.
    // Not opened for appending: Windows would then refuse to cut off a torn last line.
    return openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SandboxUsageError(`${file} cannot be opened for the sandbox's customers (${reason}).`);
  }
}

function writeWhole(handle: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(handle, bytes, written, bytes.length - written, position + written);
  }
}

function readContentsOrClose(file: string, handle: number): Contents {
  try {
    const bytes = readFileSync(handle);
    const contents = readContents(file, bytes);
    if (contents.bytes < bytes.length) ftruncateSync(handle, contents.bytes);
    return contents;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function readContents(file: string, bytes: Buffer): Contents {
  const contents: Contents = { customers: new Map(), highestId: 0, bytes: 0 };
  for (let line = 1; contents.bytes < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, contents.bytes);
    const whole = end >= 0 && applyChange(contents, bytes.toString('utf8', contents.bytes, end));
    if (!whole && end >= 0 && end + 1 < bytes.length) {
      throw new SandboxUsageError(
        `${file} is not a file of the sandbox's customers: line ${line} is no change.`,
      );
    }
    if (!whole) break;
    contents.bytes = end + 1;
  }
  return contents;
}

function applyChange(contents: Contents, line: string): boolean {
  const change = parseChange(line);
  if (change === undefined) return false;
  if (typeof change === 'number') {
    contents.customers.delete(change);
    return true;
  }
  contents.customers.set(change.id, change);
  contents.highestId = Math.max(contents.highestId, change.id);
  return true;
}

function parseChange(line: string): SandboxCustomer | number | undefined {
  try {
    const change: unknown = JSON.parse(line);
    if (!isObject(change)) return undefined;
    const { put, remove } = change;
    if (isSandboxCustomer(put)) return put;
    return typeof remove === 'number' ? remove : undefined;
  } catch {
    return undefined;
  }
}
