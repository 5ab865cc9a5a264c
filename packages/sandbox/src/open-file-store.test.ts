import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../test/fake-clock.js';
import { create, remove, told, update } from '../test/requests.js';
import { openFileStore } from './open-file-store.js';
import { createSandbox, type Sandbox } from './sandbox.js';
import { SandboxUsageError } from './sandbox-usage-error.js';

let folder = '';
const file = (): string => join(folder, 'deep', 'customers.ndjson');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function inSandbox<Result>(use: (sandbox: Sandbox) => Promise<Result>): Promise<Result> {
  const store = openFileStore(file());
  try {
    return await use(createSandbox({ store, clock: fakeClock() }));
  } finally {
    store.close();
  }
}

const twoCustomers = (): Promise<void> =>
  inSandbox(async (sandbox) => {
    await sandbox.handle(create({ surname: 'Müller' }));
    await sandbox.handle(create({ email: 'al@example.com' }));
  });

const surnames = (): Promise<string[]> =>
  inSandbox(async (sandbox) => sandbox.customers.map(({ surname }) => surname));

describe('a store in a file', () => {
  it('gives back what was created, changed and deleted before', async () => {
    await twoCustomers();
    const before = await inSandbox(async (sandbox) => {
      await sandbox.handle(create({ email: 'kim@example.com' }));
      await sandbox.handle(update({ pkcustomerid: 79459, phone2: '0255501234' }));
      await sandbox.handle(remove({ pkcustomerid: 79460 }));
      return sandbox.customers;
    });
    expect(before.map(({ id }) => id)).toEqual([79459, 79461]);
    expect(await inSandbox(async (sandbox) => sandbox.customers)).toEqual(before);
  });

  it('has a customer on disk before its create is answered', async () => {
    await inSandbox(async (sandbox) => {
      await sandbox.handle(create());
      expect(readFileSync(file(), 'utf8')).toMatch(/^\{"put":\{"id":79459.*\}\}\n$/);
    });
  });

  it('never gives a deleted ID again, the process having ended between', async () => {
    await twoCustomers();
    await inSandbox(async (sandbox) => {
      await sandbox.handle(remove({ pkcustomerid: 79460 }));
      await sandbox.handle(update({ pkcustomerid: 79459, phone2: '' }));
    });
    const reply = await inSandbox((sandbox) => sandbox.handle(create({ email: 'kim@example.com' })));
    expect(told(reply)).toMatchObject({ body: { id: '79461' } });
  });

  it('drops a last line that was cut off, wherever it was, and goes on after it', async () => {
    await twoCustomers();
    const whole = readFileSync(file());
    const firstLine = whole.indexOf(0x0a) + 1;
    for (const cut of [firstLine + 1, firstLine + 40, whole.length - 1]) {
      writeFileSync(file(), whole.subarray(0, cut));
      openFileStore(file()).close();
      expect(readFileSync(file())).toEqual(whole.subarray(0, firstLine));
      await inSandbox((sandbox) => sandbox.handle(create({ email: 'kim@example.com', surname: 'Lee' })));
      expect(await surnames()).toEqual(['Müller', 'Lee']);
    }
  });

  it('drops a last line that is whole and means nothing', async () => {
    await twoCustomers();
    appendFileSync(file(), '\0\0\0\n');
    expect(await surnames()).toEqual(['Müller', 'Nguyen']);
  });

  it('refuses a file that is something else, and leaves it as it was', async () => {
    await twoCustomers();
    const spoilt = `name,email\n${readFileSync(file(), 'utf8')}`;
    writeFileSync(file(), spoilt);
    expect(() => openFileStore(file())).toThrow(SandboxUsageError);
    expect(() => openFileStore(file())).toThrow('line 1 is no change');
    expect(readFileSync(file(), 'utf8')).toBe(spoilt);
  });

  it('says so where the file cannot be opened', () => {
    expect(() => openFileStore(folder)).toThrow(SandboxUsageError);
  });

  it.skipIf(process.platform === 'win32')('is readable to its owner alone', async () => {
    await twoCustomers();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('fails a create that cannot be stored instead of answering it', async () => {
    const store = openFileStore(file());
    const sandbox = createSandbox({ store });
    store.close();
    store.close();
    await expect(sandbox.handle(create())).rejects.toThrow(SandboxUsageError);
    expect(sandbox.customers).toEqual([]);
  });
});
