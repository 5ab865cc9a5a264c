import { readFile, stat } from 'node:fs/promises';
import { systemCode } from '@solarproof-import/core';
import { Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';

/** What came of reading a file that a person wrote. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  /** `code` is the system's: `ENOENT`. */
  | { readonly kind: 'unreadable'; readonly code: string };

/** Reads a text file, unless it is larger than it can be meant. Never throws. */
export async function readFileText(file: string, mostBytes: number): Promise<FileText> {
  try {
    const { size } = await stat(file);
    return size > mostBytes ? { kind: 'too-large' } : { kind: 'text', text: await readFile(file, 'utf8') };
  } catch (error) {
    return { kind: 'unreadable', code: systemCode(error) };
  }
}

/** The keys that lead to a place, and numbers in lists. */
export type YamlPath = readonly PropertyKey[];

/** What a YAML text says, or the first thing that is wrong with it. */
export type ParsedYaml =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** The line of a place, from 1; of the nearest one around it where it is not there itself. */
      lineOf(path: YamlPath): number | undefined;
    }
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads YAML: plain values, no aliases (they can grow without end), no tags that make anything. Never throws. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: true, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined)
    return { kind: 'problem', problem: error.message.split('\n')[0] ?? 'it is no YAML' };
  try {
    return { kind: 'value', value: document.toJS({ maxAliasCount: 0 }), lineOf };
  } catch {
    return { kind: 'problem', problem: 'it has aliases (*name), which are not read' };
  }

  function lineOf(path: YamlPath): number | undefined {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  }
}

/** What stands in a YAML text beside its values. */
export interface YamlComments {
  /** Above all. */
  readonly top?: string;
  /** Above a key; may have several lines. */
  readonly above?: (path: YamlPath) => string | undefined;
  /** Behind a value that is no list and has no keys. */
  readonly behind?: (path: YamlPath) => string | undefined;
}

/** Writes YAML with comments. What is `undefined` is left out. */
export function yamlText(value: unknown, comments: YamlComments): string {
  const document = new Document(value);
  if (comments.top !== undefined) document.commentBefore = commented(comments.top);
  comment(document.contents, [], comments);
  return stringify(document, { lineWidth: 0 });
}

function comment(node: unknown, path: YamlPath, comments: YamlComments): void {
  if (isSeq(node)) node.items.forEach((one, index) => comment(one, [...path, index], comments));
  if (!isMap(node)) return;
  for (const [index, { key, value }] of node.items.entries()) {
    if (!isScalar(key)) continue;
    const below = [...path, String(key.value)];
    const above = comments.above?.(below);
    // Above the dash of a list, not between it and the key.
    const isInList = index === 0 && typeof path.at(-1) === 'number';
    if (above !== undefined) (isInList ? node : key).commentBefore = commented(above);
    const behind = comments.behind?.(below);
    if (behind !== undefined && isScalar(value)) value.comment = commented(behind);
    comment(value, below, comments);
  }
}

function commented(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
}
