import path from 'node:path';
import { noteKinds, noteName } from './note-names.js';
import { cutToBytes } from './cut-to-bytes.js';

/** What a workbook of ours tells of the list beside it. */
export type WorkbookKind = 'result' | 'check';

/** `.result` in `customers.result.xlsx`; `.corrected` in the name of one that was put into the inbox again. */
const ending = /\.(?:result|check|corrected)(?: \(\d+\))?$/;

/**
 * The names to try for a file that is put away, in order: `a.xlsx`, `a 2026-11-29 081502.xlsx`, the same with ` (2)` … The time is
 * that of its delivery, so that a list that comes each day for years has its second name free.
 */
export function* namesFor(name: string, taken: Date): Generator<string> {
  yield name;
  const { stem, ext } = partsOf(name);
  const kind = ending.exec(stem)?.[0] ?? '';
  const dated = `${cutToBytes(stem.slice(0, stem.length - kind.length), longestStem)} ${stampOf(taken)}`;
  yield dated + kind + ext;
  for (let number = 2; ; number += 1) yield `${dated} (${number})${kind}${ext}`;
}

/** A name and its ending; what is too long to be one is none. */
function partsOf(name: string): { readonly stem: string; readonly ext: string } {
  const { name: stem, ext } = path.parse(name);
  return Buffer.byteLength(ext) > longestEnding ? { stem: name, ext: '' } : { stem, ext };
}

const longestEnding = 16;

/** In bytes; a name has 255 on most systems, and what lies beside a file has a longer one. */
const longestStem = 140;

/** The local time, as it may stand in a name: `2026-11-29 081502`. */
function stampOf(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

/** The name of the workbook on a list: `customers.result.xlsx`. */
export function workbookName(name: string, kind: WorkbookKind): string {
  const stem = partsOf(name).stem.replace(ending, '');
  return `${cutToBytes(stem, longestStem + 30)}.${kind}.xlsx`;
}

/** Its name while it lies beside the list in the delivery's folder; the list may be a workbook of ours that was put into the inbox again. */
export function ownWorkbookName(name: string, kind: WorkbookKind): string {
  const wanted = workbookName(name, kind);
  return wanted.toLowerCase() === name.toLowerCase() ? wanted.replace(/\.xlsx$/, ' (2).xlsx') : wanted;
}

/** The name of a workbook of ours that was put into the inbox again, so that its own result can have the usual one. */
export function correctedName(name: string): string {
  const { stem, ext } = partsOf(name);
  return `${stem.replace(ending, '')}.corrected${ext}`;
}

/** What lies beside a file in its delivery's folder, and which name it gets beside that file elsewhere. */
export interface Beside {
  /** Its name now. */
  readonly name: string;
  readonly kind: 'note' | WorkbookKind;
  nameBeside(file: string): string;
}

/** What in a delivery's folder belongs to its file, the result first; what programs left there while writing does not. */
export function besides(names: readonly string[], file: string): readonly Beside[] {
  const found = names.toSorted().flatMap((name): Beside[] => {
    if (name === file || /^(?:\.|~\$)/.test(name)) return [];
    const note = noteKinds.find((kind) => name === noteName(file, kind));
    if (note !== undefined) return [{ name, kind: 'note', nameBeside: (other) => noteName(other, note) }];
    const kind = /\.(result|check)(?: \(\d+\))?\.xlsx$/.exec(name)?.[1];
    if (kind !== 'result' && kind !== 'check') return [];
    return [{ name, kind, nameBeside: (other) => workbookName(other, kind) }];
  });
  return found.toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

const kinds: readonly Beside['kind'][] = ['result', 'check', 'note'];
