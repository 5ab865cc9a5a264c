import { decodeXml } from './decode-xml.js';
import { limits } from './limits.js';
import { overLimit } from './source-errors.js';
import { readXml } from './xml-events.js';
import type { Archive } from './zip-archive.js';

/** What a part leads to. */
export interface Relationship {
  /** The last word of its type: `worksheet`, `styles` …; the transitional and the strict standard differ before it. */
  readonly type: string;
  /** The name of the part, from the root of the ZIP. */
  readonly part: string;
}

/**
 * Reads where a part leads to, by id (ECMA-376 part 2, 6.5). A part without relationships has none.
 * @param from the part's name; `''` is the package itself
 * @throws SourceError where they are damaged
 */
export async function readRelationships(
  archive: Archive,
  from: string,
): Promise<ReadonlyMap<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const part = relationshipsPart(from);
  if (!archive.has(part)) return found;
  await readXml(decodeXml(archive.read(part, { bytes: limits.descriptionBytes })), {
    open: (name, attribute) => {
      const target = attribute('Target');
      if (name !== 'Relationship' || target === undefined || attribute('TargetMode') === 'External') return;
      if (found.size >= limits.relationships) throw overLimit('a part leads to too many others');
      const type = attribute('Type') ?? '';
      found.set(attribute('Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        part: resolvePart(folder, target),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return found;
}

/** The part that says where a part leads to (ECMA-376 part 2, 6.5.4). */
export function relationshipsPart(from: string): string {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return `${folder}_rels/${from.slice(folder.length)}.rels`;
}

/** `worksheets/sheet1.xml` seen from `xl/`, `../xl/…`, and `/xl/…`, which is seen from the root. */
function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}
