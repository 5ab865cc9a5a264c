import { limits } from './limits.js';
import { overLimit } from './source-errors.js';
import { unescapeText } from './unescape-text.js';

/** Puts a string item together: plain or rich text, in runs or not (ECMA-376, 18.4.8). */
export interface StringReader {
  /** Begins a new one. */
  start(): void;
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  /** What it came to. */
  result(): string;
}

/** A reader of `<t>` texts that leaves out phonetic runs (`<rPh>`): they repeat the text as it is pronounced. */
export function stringReader(): StringReader {
  let result = '';
  /** Of the text element that is open. */
  let piece = '';
  let inText = false;
  let inPhonetic = false;
  return {
    start: () => {
      result = piece = '';
      inText = inPhonetic = false;
    },
    open: (name) => {
      if (name === 't') inText = true;
      if (name === 'rPh') inPhonetic = true;
    },
    text: (text) => {
      if (!inText || inPhonetic) return;
      piece += text;
      if (result.length + piece.length > limits.xmlTextCharacters)
        throw overLimit('a text is longer than 1 MB');
    },
    close: (name) => {
      if (name === 't') {
        result += unescapeText(piece);
        piece = '';
        inText = false;
      }
      if (name === 'rPh') inPhonetic = false;
    },
    result: () => result,
  };
}
