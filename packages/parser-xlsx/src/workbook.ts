import type { DateSystem } from './date-text.js';
import { decodeXml } from './decode-xml.js';
import { limits } from './limits.js';
import { otherArchive } from './other-archive.js';
import { readRelationships, type Relationship } from './relationships.js';
import { notReadable, overLimit } from './source-errors.js';
import { readXml } from './xml-events.js';
import type { Archive } from './zip-archive.js';

/** A sheet with cells, as the workbook names it. Charts and old dialogs are none. */
export interface WorkbookSheet {
  readonly name: string;
  /** Hidden, or so hidden that Excel does not even offer to show it. */
  readonly isHidden: boolean;
  readonly part: string;
}

/** What a workbook says of its parts. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly dateSystem: DateSystem;
  readonly sharedStringsPart: string | undefined;
  readonly stylesPart: string | undefined;
}

/**
 * Reads `xl/workbook.xml`, or whatever part has its place (ECMA-376, 18.2.27).
 * @throws SourceError where the ZIP is no workbook, or the workbook is damaged
 */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = [...(await readRelationships(archive, '')).values()];
  const part = root.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(part) || /\.bin$|^(?:word|ppt)\//.test(part)) throw await otherArchive(archive);
  const relationships = await readRelationships(archive, part);
  const { listed, dateSystem } = await readSheetList(archive, part);
  const partOfType = (wanted: string): string | undefined => {
    const found = [...relationships.values()].find(({ type }) => type === wanted)?.part;
    return found !== undefined && archive.has(found) ? found : undefined;
  };
  return {
    sheets: listed.flatMap((sheet) => withPart(sheet, relationships)),
    dateSystem,
    sharedStringsPart: partOfType('sharedStrings'),
    stylesPart: partOfType('styles'),
  };
}

interface ListedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly id: string;
}

async function readSheetList(
  archive: Archive,
  part: string,
): Promise<{ listed: readonly ListedSheet[]; dateSystem: DateSystem }> {
  const listed: ListedSheet[] = [];
  let dateSystem: DateSystem = 1900;
  let root: string | undefined;
  await readXml(decodeXml(archive.read(part, { bytes: limits.descriptionBytes })), {
    open: (name, attribute) => {
      root ??= name;
      if (name === 'workbookPr' && ['1', 'true'].includes(attribute('date1904') ?? '')) dateSystem = 1904;
      if (name !== 'sheet') return;
      if (listed.length >= limits.sheets) throw overLimit('it has too many sheets');
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      listed.push({ name: attribute('name') ?? '', isHidden, id: attribute(':id') ?? '' });
    },
    close: () => undefined,
    text: () => undefined,
  });
  if (root !== 'workbook')
    throw notReadable('SOURCE_NOT_WORKBOOK', 'This is an Office file, but no workbook.');
  return { listed, dateSystem };
}

function withPart(
  { name, isHidden, id }: ListedSheet,
  relationships: ReadonlyMap<string, Relationship>,
): readonly WorkbookSheet[] {
  const found = relationships.get(id);
  return found?.type === 'worksheet' ? [{ name, isHidden, part: found.part }] : [];
}
