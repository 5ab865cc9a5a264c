import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootNames } from './cfb-directory.js';

const none = 0xffffffff;
const endOfChain = 0xfffffffe;

interface Named {
  readonly name: string;
  readonly left?: number;
  readonly right?: number;
  readonly child?: number;
}

interface Container {
  readonly names: readonly Named[];
  readonly sectorShift?: number;
  /** Sector after each sector; default: the directory's sectors follow each other from sector 1. */
  readonly chain?: readonly number[];
}

/** A compound file with nothing but a directory: sector 0 is the table of sectors, the directory follows it. */
function buildContainer({ names, sectorShift = 9, chain }: Container): Buffer {
  const sectorBytes = 2 ** sectorShift;
  const header = Buffer.alloc(sectorBytes);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(sectorShift, 30);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(endOfChain, 68);
  header.fill(0xff, 76, 512);
  header.writeUInt32LE(0, 76);
  const directory = Buffer.alloc(Math.ceil((names.length * 128) / sectorBytes) * sectorBytes);
  names.forEach(({ name, left = none, right = none, child = none }, index) => {
    directory.write(name, index * 128, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, index * 128 + 64);
    for (const [at, id] of [left, right, child].entries())
      directory.writeUInt32LE(id, index * 128 + 68 + at * 4);
  });
  const table = Buffer.alloc(sectorBytes, 0xff);
  const last = directory.length / sectorBytes;
  const usual = Array.from({ length: last + 1 }, (_, sector) => (sector === last ? endOfChain : sector + 1));
  (chain ?? usual).forEach((next, sector) => table.writeUInt32LE(next, sector * 4));
  return Buffer.concat([header, table, directory]);
}

async function namesIn(bytes: Uint8Array): Promise<readonly string[] | undefined> {
  const name = path.join(await temporaryFolder(), 'source');
  await writeFile(name, bytes);
  const file = await open(name, 'r');
  try {
    return await rootNames(file);
  } finally {
    await file.close();
  }
}

const workbook: readonly Named[] = [
  { name: 'Root Entry', child: 2 },
  { name: 'Workbook', right: 3 },
  { name: 'Folder', left: 1, right: 4, child: 5 },
  { name: '\u0001Ole' },
  { name: 'zz' },
  { name: 'WordDocument' },
];

describe('rootNames', () => {
  it('names what is at the top, and not what is in the folders there', async () => {
    const names = await namesIn(buildContainer({ names: workbook }));
    expect(names?.toSorted()).toEqual(['\u0001ole', 'folder', 'workbook', 'zz']);
  });

  it('reads sectors of 4,096 bytes too', async () => {
    expect(await namesIn(buildContainer({ names: workbook, sectorShift: 12 }))).toContain('workbook');
  });

  it('visits each name once where the tree runs in a circle', async () => {
    const circle = [
      { name: 'Root Entry', child: 1 },
      { name: 'a', left: 1, right: 2 },
      { name: 'b', left: 1, right: 1 },
    ];
    expect(await namesIn(buildContainer({ names: circle }))).toEqual(['a', 'b']);
  });

  it.each<[title: string, bytes: Buffer]>([
    [
      'a chain of sectors that runs in a circle',
      buildContainer({ names: workbook, chain: [endOfChain, 2, 1] }),
    ],
    ['a name that is not in the directory', buildContainer({ names: [{ name: 'Root Entry', child: 900 }] })],
    ['sectors of 2 GB', buildContainer({ names: workbook }).fill(31, 30, 31)],
    ['a directory beyond the end', buildContainer({ names: workbook }).subarray(0, 1_030)],
    ['a header that is cut off', buildContainer({ names: workbook }).subarray(0, 300)],
  ])('gives up on %s', async (_title, bytes) => {
    expect(await namesIn(bytes)).toBeUndefined();
  });

  it('ends, whatever is changed in the file', async () => {
    const bytes = buildContainer({ names: workbook });
    const change = fc.record({ at: fc.nat(bytes.length - 4), value: fc.nat(0xffffffff) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const { at, value } of changes) changed.writeUInt32LE(value >>> 0, at);
        const names = await namesIn(changed);
        expect(names === undefined || names.length < 10).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
