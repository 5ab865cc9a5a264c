/**
 * The directory of a compound file (MS-CFB): the file system within old Office files. Only the names at its top are read.
 * A file is not believed in anything: every position is checked by reading there, and every chain has an end.
 */
import type { FileHandle } from 'node:fs/promises';
import { readAt } from './file-probe.js';

/** Far more than real files have; 512 sectors hold 2,048 names or more. */
const most = { directorySectors: 512, fatSectorSteps: 4_096 } as const;

const headerBytes = 512;
const nameBytes = 128;
/** Sector numbers from here on mean something else: the end of a chain, a free sector (MS-CFB, 2.1). */
const lastSector = 0xfffffffa;
const noneBeside = 0xffffffff;

interface Container {
  readonly file: FileHandle;
  readonly header: Buffer;
  readonly sectorBytes: number;
}

/**
 * The names of the streams and folders at the top of a compound file, in lower case.
 * @returns nothing where the file is damaged or cut off before its directory ends
 * @throws SourceError where reading fails
 */
export async function rootNames(file: FileHandle): Promise<readonly string[] | undefined> {
  const header = Buffer.from(await readAt(file, 0, headerBytes));
  if (header.length < headerBytes) return undefined;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const directory = await readDirectory({ file, header, sectorBytes: 2 ** shift });
  return directory && namesAtTop(directory);
}

async function readDirectory(container: Container): Promise<Buffer | undefined> {
  const sectors: Buffer[] = [];
  const fat = fatReader(container);
  let sector = container.header.readUInt32LE(48);
  while (sector < lastSector) {
    const bytes = await readSector(container, sector);
    if (bytes === undefined || sectors.length >= most.directorySectors) return undefined;
    sectors.push(bytes);
    const next = await fat(sector);
    if (next === undefined) return undefined;
    sector = next;
  }
  return Buffer.concat(sectors);
}

/** Finds the sector after a sector. The last table is kept: chains mostly stay within one. */
function fatReader(container: Container): (sector: number) => Promise<number | undefined> {
  const perSector = container.sectorBytes / 4;
  let known = -1;
  let table: Buffer | undefined;
  return async (sector) => {
    const wanted = Math.floor(sector / perSector);
    if (wanted !== known) {
      const at = await fatSector(container, wanted);
      table = at === undefined ? undefined : await readSector(container, at);
      known = wanted;
    }
    return table?.readUInt32LE((sector % perSector) * 4);
  };
}

/** Where the table of that number is: 109 are named in the header, the others in a chain of lists (MS-CFB, 2.5). */
async function fatSector(container: Container, number: number): Promise<number | undefined> {
  const { header, sectorBytes } = container;
  if (number < 109) return header.readUInt32LE(76 + number * 4);
  const perList = sectorBytes / 4 - 1;
  const list = Math.floor((number - 109) / perList);
  if (list >= most.fatSectorSteps) return undefined;
  let sector = header.readUInt32LE(68);
  for (let step = 0; ; step += 1) {
    const bytes = await readSector(container, sector);
    if (bytes === undefined) return undefined;
    if (step === list) return bytes.readUInt32LE(((number - 109) % perList) * 4);
    sector = bytes.readUInt32LE(perList * 4);
  }
}

async function readSector({ file, sectorBytes }: Container, sector: number): Promise<Buffer | undefined> {
  if (sector >= lastSector) return undefined;
  const bytes = await readAt(file, (sector + 1) * sectorBytes, sectorBytes);
  return bytes.length === sectorBytes ? Buffer.from(bytes) : undefined;
}

/** The top is a tree of neighbours below the root (MS-CFB, 2.6.4); each name is visited once, whatever the tree says. */
function namesAtTop(directory: Buffer): readonly string[] | undefined {
  if (directory.length < nameBytes) return undefined;
  const names: string[] = [];
  const seen = new Set<number>();
  const open = [directory.readUInt32LE(76)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === noneBeside || seen.has(id)) continue;
    seen.add(id);
    const at = id * nameBytes;
    if (at + nameBytes > directory.length) return undefined;
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    names.push(
      directory
        .toString('utf16le', at, at + (length & ~1))
        .replaceAll('\0', '')
        .toLowerCase(),
    );
    open.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72));
  }
  return names;
}
