import { SaxesParser } from 'saxes';
import { damaged, overLimit } from './source-errors.js';
import { XmlLimits } from './xml-limits.js';

/** Attributes by name, `undefined` where there is none; `:id` is the one called `id` with whatever prefix. */
export type Attribute = (name: string) => string | undefined;

/** What a reader of one kind of part wants to know. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attribute: Attribute): void;
  close(name: string): void;
  /** Character data, CDATA included; one text may come in several pieces. */
  text(text: string): void;
}

/** Takes an XML part in pieces. */
export interface XmlReader {
  /** @throws SourceError where the XML is broken or beyond `limits` */
  write(piece: string): void;
  /** @throws SourceError where the XML is not whole */
  end(): void;
}

/**
 * Reads XML in pieces, within limits: no DOCTYPE (with it go all tricks with entities), bounded depth, texts and
 * attributes. Prefixes are taken off, for writers differ in them and the parts read here mix no equal names.
 */
export function xmlReader(handler: XmlHandler): XmlReader {
  // No handler more than these seven: with an eighth, V8 (Node 20) turns the parser into a dictionary, five times as slow.
  const parser = new SaxesParser({ xmlns: false, position: false });
  const watch = new XmlLimits();
  const onText = (text: string): void => {
    watch.text(text);
    handler.text(text);
  };
  parser.on('error', () => {
    throw damaged('a part is not well-formed XML');
  });
  parser.on('doctype', () => {
    throw overLimit('a part has a document type declaration');
  });
  parser.on('attribute', ({ value }) => watch.attribute(value));
  parser.on('opentag', ({ name, attributes }) => {
    watch.opened();
    handler.open(localName(name), attributeFinder(attributes));
  });
  parser.on('closetag', ({ name }) => {
    watch.closed();
    handler.close(localName(name));
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  return {
    write: (piece) => {
      parser.write(piece);
      watch.tookIn(piece.length);
    },
    end: () => void parser.close(),
  };
}

/** Reads a small part whole. @throws SourceError as `XmlReader` does */
export async function readXml(pieces: AsyncIterable<string>, handler: XmlHandler): Promise<void> {
  const reader = xmlReader(handler);
  for await (const piece of pieces) reader.write(piece);
  reader.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function attributeFinder(attributes: Readonly<Record<string, string>>): Attribute {
  return (wanted) => {
    if (!wanted.startsWith(':')) return attributes[wanted];
    const name = Object.keys(attributes).find((name) => name.endsWith(wanted));
    return name === undefined ? undefined : attributes[name];
  };
}
