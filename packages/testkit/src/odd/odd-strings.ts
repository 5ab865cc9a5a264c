import type { Oddities } from './oddities.js';
import type { OddWriter } from './odd-xml.js';
import { textElements } from './odd-text.js';
import type { PutText } from './put-value.js';

/** The shared texts of a workbook, numbered as they are asked for. */
export interface OddStrings {
  numberOf(text: PutText): number;
  /** What stands in `<sst>`. */
  elements(writer: OddWriter): readonly string[];
}

/** Shared texts: equal ones once or each time, with or without texts between them that no cell has. */
export function oddStrings({ sharedStrings }: Oddities): OddStrings {
  const listed: (PutText | undefined)[] = [];
  const numbers = new Map<string, number>();
  return {
    numberOf: (text) => {
      const key = JSON.stringify(text);
      const known = sharedStrings === 'one for each cell' ? undefined : numbers.get(key);
      if (known !== undefined) return known;
      if (sharedStrings === 'with others that are not used') listed.push(undefined);
      const number = listed.push(text) - 1;
      numbers.set(key, number);
      return number;
    },
    elements: (writer) =>
      listed.map((text) =>
        writer.element(
          'si',
          {},
          text === undefined ? [writer.text('t', {}, '')] : textElements(text, writer),
        ),
      ),
  };
}
