import { limits } from './limits.js';
import { builtInFormat, parseFormat, type NumberFormat } from './number-format.js';
import { overLimit } from './source-errors.js';
import { readXml } from './xml-events.js';

/**
 * Reads `xl/styles.xml` (ECMA-376, 18.8): the number format of each cell style, by the style's number.
 * @throws SourceError where it is damaged or beyond `limits`
 */
export async function readStyles(pieces: AsyncIterable<string>): Promise<readonly NumberFormat[]> {
  const own = new Map<number, NumberFormat>();
  const used: number[] = [];
  const path: string[] = [];
  await readXml(pieces, {
    open: (name, attribute) => {
      const parent = path.at(-1);
      path.push(name);
      const id = Number(attribute('numFmtId') ?? 0);
      if (used.length > limits.styles || own.size > limits.numberFormats)
        throw overLimit('it has too many styles');
      if (name === 'numFmt' && parent === 'numFmts') own.set(id, parseFormat(attribute('formatCode') ?? ''));
      if (name === 'xf' && parent === 'cellXfs') used.push(id);
    },
    close: () => void path.pop(),
    text: () => undefined,
  });
  return used.map((id) => own.get(id) ?? builtInFormat(id));
}
