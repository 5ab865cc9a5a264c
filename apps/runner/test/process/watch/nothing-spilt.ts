import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sandbox } from '@solarproof-import/sandbox';
import { expect } from 'vitest';
import type { Ended } from '../run-cli.js';
import { filesBelow, unzipped } from '../written-files.js';

/** What a watched share came to, all its processes stopped. */
export interface Standing {
  readonly dir: string;
  readonly root: string;
  readonly key: string;
  readonly ended: readonly Ended[];
  /** The SHA-256 of what was put into the inbox. */
  readonly put: readonly Buffer[];
  readonly sandbox: Sandbox;
}

/** What is always promised: no list is lost or doubled, no customer is doubled, the key is nowhere, the log names nobody. */
export async function expectNothingSpilt({ dir, root, key, ended, put, sandbox }: Standing): Promise<void> {
  const emails = sandbox.customers.map(({ email }) => email);
  expect(emails.toSorted()).toEqual([...new Set(emails)].toSorted());
  for (const { stdout, stderr } of ended) expect(stdout + stderr).not.toContain(key);
  const kept: string[] = [];
  for (const file of await filesBelow(dir)) {
    const bytes = await readFile(file);
    if (isBelow(root, file)) kept.push(hashOf(bytes));
    expect(holdsKey(file, bytes, key), `the key is in ${file}`).toBe(false);
    if (/[\\/]logs[\\/]/.test(file)) expect(bytes.toString()).not.toMatch(named);
    if (/[\\/]watch[\\/].*\.json$/.test(file)) expect(bytes.toString()).not.toMatch(named);
  }
  const wanted = put.map((hash) => hash.toString('hex')).toSorted();
  const here = new Set(wanted);
  expect(kept.filter((hash) => here.has(hash)).toSorted()).toEqual(wanted);
}

/** Every list of these tests has this surname and such e-mails. */
const named = /zitizen|@example\.com|no-address/i;

function holdsKey(file: string, bytes: Buffer, key: string): boolean {
  if (path.basename(file) === 'api-key.txt') return false;
  if (bytes.includes(key)) return true;
  // One without its end was made by a test.
  if (!file.endsWith('.xlsx') || !bytes.includes('PK\u0005\u0006')) return false;
  return [...unzipped(bytes).values()].some((text) => text.includes(key));
}

function isBelow(root: string, file: string): boolean {
  return file.startsWith(root + path.sep);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
