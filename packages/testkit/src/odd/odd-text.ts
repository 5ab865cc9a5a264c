import type { OddWriter } from './odd-xml.js';
import type { PutText } from './put-value.js';

/** The elements of a text as `<si>` and `<is>` hold them: plain or in runs, with what is spoken or without. */
export function textElements(
  { text, spelling, inRuns, isSpokenToo }: PutText,
  writer: OddWriter,
): readonly string[] {
  const written = inRuns
    ? firstAndRest(text).map((run, at) =>
        writer.element('r', {}, [
          ...(at === 0 ? [] : [writer.element('rPr', {}, [writer.element('b', {})])]),
          textElement(run, spelling, writer),
        ]),
      )
    : [textElement(text, spelling, writer)];
  if (!isSpokenToo) return written;
  const spoken = writer.element('rPh', { sb: '0', eb: '1' }, [writer.text('t', {}, 'ヤマダ')]);
  return [...written, spoken, writer.element('phoneticPr', { fontId: '1', type: 'noConversion' })];
}

function textElement(text: string, spelling: PutText['spelling'], writer: OddWriter): string {
  const isPlain = text === text.trim() && !/[\t\n\r]/.test(text);
  return writer.text('t', { 'xml:space': isPlain ? undefined : 'preserve' }, spelt(text, spelling));
}

/** A text in XML. What XML cannot hold, and what would be read as an escape, is escaped (ECMA-376, 22.9.2.19). */
export function spelt(text: string, spelling: PutText['spelling']): string {
  switch (spelling) {
    case 'plain':
      return withEntities(withEscapes(text));
    case 'cdata':
      return cdata(withEscapes(text));
    case 'decimal':
      return references(text, (code) => String(code));
    case 'hexadecimal':
      return references(text, (code) => `x${code.toString(16)}`);
    case 'half': {
      const [first, rest] = firstAndRest(withEscapes(text));
      return withEntities(first) + cdata(rest);
    }
    case 'comment': {
      const [first, rest] = firstAndRest(withEscapes(text));
      return `${withEntities(first)}<!-- <t>no text</t> -->${withEntities(rest)}`;
    }
    case 'escapes':
      return Array.from({ length: text.length }, (_, at) => escape(text.charCodeAt(at))).join('');
  }
}

/** Cut behind the first character, never within one. */
function firstAndRest(text: string): readonly [first: string, rest: string] {
  const [first = ''] = text;
  return [first, text.slice(first.length)];
}

function references(text: string, written: (code: number) => string): string {
  return Array.from(
    withEscapes(text, /(?![\t\n\r])\p{Cc}/gu),
    (char) => `&#${written(char.codePointAt(0) ?? 0)};`,
  ).join('');
}

function withEscapes(text: string, unwritable = /(?![\t\n])\p{Cc}/gu): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, escape(0x5f))
    .replace(unwritable, (char) => escape(char.charCodeAt(0)));
}

function escape(code: number): string {
  return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
}

function withEntities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function cdata(text: string): string {
  return text === '' ? '' : `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
