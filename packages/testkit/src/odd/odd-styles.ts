import type { PutFormat } from './cell-formats.js';
import type { Attributes, OddWriter } from './odd-xml.js';

/** The styles of a workbook, numbered as they are asked for. */
export interface OddStyles {
  /** The number of the cell style that has this number format. */
  numberOf(format: PutFormat): number;
  /** What stands in `<styleSheet>`. */
  elements(writer: OddWriter): readonly string[];
}

const firstOwnFormat = 164;

/** Styles that begin with one plain style, as all workbooks do, and decoys: formats that no cell has. */
export function oddStyles(): OddStyles {
  const used: PutFormat[] = [0];
  const codes = (): string[] => used.filter((format): format is string => typeof format === 'string');
  const idOf = (format: PutFormat): number =>
    typeof format === 'number' ? format : firstOwnFormat + codes().indexOf(format);
  const xf = (writer: OddWriter, format: PutFormat): string => {
    const attributes: Attributes = {
      numFmtId: String(idOf(format)),
      fontId: '0',
      xfId: '0',
      applyNumberFormat: '1',
    };
    return writer.element('xf', attributes, [writer.element('alignment', { vertical: 'top' })]);
  };
  return {
    numberOf: (format) => {
      const at = used.indexOf(format);
      return at >= 0 ? at : used.push(format) - 1;
    },
    elements: (writer) => [
      writer.element(
        'numFmts',
        { count: '1' },
        codes().map((code) => writer.element('numFmt', { numFmtId: String(idOf(code)), formatCode: code })),
      ),
      writer.element('cellStyleXfs', {}, [xf(writer, 14), xf(writer, 22)]),
      writer.element(
        'cellXfs',
        { count: String(used.length) },
        used.map((format) => xf(writer, format)),
      ),
      writer.element('dxfs', {}, [
        writer.element('dxf', {}, [writer.element('numFmt', { numFmtId: '164', formatCode: '"never "0' })]),
      ]),
    ],
  };
}
