import fc from 'fast-check';

/** How a part's XML is dressed; what it says stays the same. */
export interface Dressing {
  /** Of every element: `x` gives `<x:row>`. */
  readonly prefix: string;
  /** Of the attribute `id` that names a relationship. */
  readonly relationshipPrefix: string;
  /** Stands between elements that hold no text. */
  readonly between: string;
  readonly quote: '"' | "'";
  /** Whether an element without content is written as one tag. */
  readonly closesItself: boolean;
  readonly declared: boolean;
  readonly encoding:
    'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be' | 'utf-16le without BOM' | 'utf-16be without BOM';
}

/** Any dressing; the first of each is how programs mostly write. */
export const dressings: fc.Arbitrary<Dressing> = fc.record({
  prefix: fc.constantFrom('', 'x', 'ns0', 'a-b.c'),
  relationshipPrefix: fc.constantFrom('r', 'q', 'd3p1'),
  between: fc.constantFrom(
    '',
    '\n  ',
    '\r\n',
    '<!-- <sheetData><row r="9"></row></sheetData> -->',
    '<?keep <c/>?>',
  ),
  quote: fc.constantFrom('"' as const, "'" as const),
  closesItself: fc.constantFrom(true, false),
  declared: fc.constantFrom(true, false),
  encoding: fc.oneof(
    { weight: 3, arbitrary: fc.constant('utf-8' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'utf-8 with BOM' as const,
        'utf-16le' as const,
        'utf-16be' as const,
        'utf-16le without BOM' as const,
        'utf-16be without BOM' as const,
      ),
    },
  ),
});

/** Attributes in the order in which they are written; `undefined` is not. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Writes elements as a dressing wants them. */
export interface OddWriter {
  /** An element that holds elements. */
  element(name: string, attributes: Attributes, children?: readonly string[]): string;
  /** An element that holds text, already spelt. */
  text(name: string, attributes: Attributes, text: string): string;
}

/** A writer of one part. */
export function oddWriter({ prefix, between, quote, closesItself }: Dressing): OddWriter {
  const text = (name: string, attributes: Attributes, inside: string): string => {
    const full = prefix === '' ? name : `${prefix}:${name}`;
    const spelt = Object.entries(attributes)
      .filter((pair): pair is [string, string] => pair[1] !== undefined)
      .map(([key, value]) => ` ${key}=${quote}${attributeText(value)}${quote}`)
      .join('');
    if (inside === '' && closesItself) return `<${full}${spelt}/>`;
    return `<${full}${spelt}>${inside}</${full}>`;
  };
  return {
    text,
    element: (name, attributes, children = []) =>
      text(name, attributes, children.length === 0 ? '' : between + children.join(between) + between),
  };
}

/** A whole part: declaration, root with its namespaces, in its encoding. */
export function oddPart(
  dressing: Dressing,
  root: { readonly name: string; readonly namespace: string; readonly relationships?: string },
  children: readonly string[],
): Uint8Array {
  const namespaces: Attributes = {
    [dressing.prefix === '' ? 'xmlns' : `xmlns:${dressing.prefix}`]: root.namespace,
    [`xmlns:${dressing.relationshipPrefix}`]: root.relationships,
    'xmlns:odd': 'urn:example:odd',
    'xmlns:mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  };
  const xml = oddWriter(dressing).element(root.name, namespaces, children);
  const { encoding, quote, declared, between } = dressing;
  const name = encoding.startsWith('utf-16') ? 'UTF-16' : 'UTF-8';
  const declaration = `<?xml version=${quote}1.0${quote} encoding=${quote}${name}${quote}?>${between}`;
  // Without a declaration nothing may stand before the root that a reader could take for UTF-8.
  return encoded(declared ? declaration + xml : xml, encoding);
}

function encoded(xml: string, encoding: Dressing['encoding']): Uint8Array {
  const text = encoding.includes('without') || encoding === 'utf-8' ? xml : `\uFEFF${xml}`;
  if (!encoding.startsWith('utf-16')) return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding.startsWith('utf-16be') ? bytes.swap16() : bytes;
}

function attributeText(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;')
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
