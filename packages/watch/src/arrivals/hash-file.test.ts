import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { expect, it } from 'vitest';
import { hashFile } from './hash-file.js';

it.each([
  ['no byte', new Uint8Array()],
  ['few bytes', new TextEncoder().encode('Email\njo@example.com\n')],
  ['more than one read', new Uint8Array(200_000).map((_, at) => at % 251)],
])('the hash of a file of %s is the SHA-256 of its bytes', async (_, bytes) => {
  const file = path.join(await temporaryFolder(), 'list.csv');
  await writeFile(file, bytes);
  expect(await hashFile(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
});

it('says what the system says, and can be ended', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'list.csv');
  await expect(hashFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(hashFile(folder)).rejects.toMatchObject({ code: 'EINVAL' });
  await writeFile(file, 'Email\n');
  await expect(hashFile(file, AbortSignal.abort('SIGINT'))).rejects.toMatchObject({ code: 'ABORT_ERR' });
});
