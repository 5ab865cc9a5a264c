import { damaged } from './source-errors.js';

type Decoder = InstanceType<typeof TextDecoder>;

/** So much at once goes to the XML parser: what it makes of it is held until it is asked for. */
const charactersAtOnce = 16_384;

/**
 * The text of an XML part: UTF-8, or UTF-16 by its BOM or its zero bytes (XML 1.0, appendix F). Characters that are cut
 * in two come out whole.
 * @throws SourceError where the bytes are not that
 */
export async function* decodeXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let decoder: Decoder | undefined;
  let start: Uint8Array = new Uint8Array(0);
  for await (const piece of bytes) {
    let rest = piece;
    if (decoder === undefined) {
      rest = start = Buffer.concat([start, piece]);
      if (start.length < 2) continue;
      decoder = new TextDecoder(encodingOf(start), { fatal: true });
    }
    yield* slices(decode(decoder, rest));
  }
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  yield* slices(decode(decoder));
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

function decode(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw damaged('a part is not text in the encoding it should have');
  }
}

function* slices(text: string): Generator<string, void> {
  for (let at = 0; at < text.length; at += charactersAtOnce) yield text.slice(at, at + charactersAtOnce);
}
