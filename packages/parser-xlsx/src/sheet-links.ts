import { SourceError } from '@solarproof-import/core';
import { rangeOf } from './cell-range.js';
import { decodeXml } from './decode-xml.js';
import { limits } from './limits.js';
import { relationshipsPart } from './relationships.js';
import { readXml, type Attribute } from './xml-events.js';
import type { Archive } from './zip-archive.js';

/** Where cells lead to: by row, then by 0-based column. */
export type SheetLinks = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** A cell or range with a link, and the id of what it leads to (ECMA-376, 18.3.1.47). */
export interface LinkedRange {
  readonly reference: string;
  readonly id: string;
}

/**
 * Links to e-mail addresses, of a sheet's linked cells; `undefined` where it has none. Links that are damaged are none: the
 * rows are there without them.
 */
export async function readLinks(
  archive: Archive,
  part: string,
  ranges: readonly LinkedRange[],
): Promise<SheetLinks | undefined> {
  const relationships = relationshipsPart(part);
  if (ranges.length === 0 || !archive.has(relationships)) return undefined;
  const targets = await readTargets(archive, relationships);
  const links = new Map<number, Map<number, string>>();
  let left: number = limits.links;
  for (const { reference, id } of ranges) {
    const link = targets.get(id);
    if (link === undefined) continue;
    for (const [row, column] of cellsOf(reference)) {
      if (left === 0) return links;
      const ofRow = links.get(row) ?? new Map<number, string>();
      links.set(row, ofRow.set(column, link));
      left -= 1;
    }
  }
  return links.size === 0 ? undefined : links;
}

/** The row and 0-based column of each cell of a range; of what is no range, none. */
function* cellsOf(reference: string): Generator<readonly [row: number, column: number], void> {
  const range = rangeOf(reference);
  if (range === undefined) return;
  for (let row = range.firstRow; row <= range.lastRow; row += 1) {
    for (let column = range.firstColumn; column <= range.lastColumn; column += 1) yield [row, column];
  }
}

async function readTargets(archive: Archive, part: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const open = (name: string, attribute: Attribute): void => {
    const target = attribute('Target') ?? '';
    if (name !== 'Relationship' || !/^mailto:/i.test(target) || found.size >= limits.links) return;
    found.set(attribute('Id') ?? '', target);
  };
  try {
    await readXml(decodeXml(archive.read(part, { bytes: limits.descriptionBytes })), {
      open,
      close: () => undefined,
      text: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
  return found;
}
