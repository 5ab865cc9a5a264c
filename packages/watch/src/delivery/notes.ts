import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { noteName, type NoteKind } from '../folder/note-names.js';
import { visibleText, wrapToColumns } from '../notify/text-columns.js';

/** What a note says. */
export interface NoteText {
  /** What happened, in one sentence. */
  readonly headline: string;
  /** What to do, or what else should be known: a sentence each. */
  readonly advice: readonly string[];
  /** The stable code of the reason. */
  readonly code: string;
}

/** What a note names at its end, for whoever looks after the watch. */
export interface NoteOrigin {
  readonly watcher: string;
  /** Left out where the file was not taken yet. */
  readonly delivery?: string;
  readonly at: Date;
}

/** Writes a note beside a file; over an earlier one on the same file. @throws what the system says */
export async function writeNote(
  { dir, name }: { readonly dir: string; readonly name: string },
  kind: NoteKind,
  { text, origin }: { readonly text: NoteText; readonly origin: NoteOrigin },
): Promise<void> {
  // Not into what may be there under its name: it could be a link to somewhere else.
  const draft = path.join(dir, `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeFile(draft, noteText(name, text, origin), { flag: 'wx' });
    await rename(draft, path.join(dir, noteName(name, kind)));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The text of a note: CR LF, which every editor of Windows shows as lines. */
export function noteText(name: string, { headline, advice, code }: NoteText, origin: NoteOrigin): string {
  const { watcher, delivery, at } = origin;
  const lines = [
    ...wrap(`${name}: ${headline}`, 0),
    '',
    ...advice.flatMap((sentence) => wrap(sentence, 2)),
    '',
    ...wrap(
      [code, delivery === undefined ? '' : `delivery ${delivery}`, watcher, at.toISOString()]
        .filter(Boolean)
        .join(' · '),
      0,
    ),
    '',
  ];
  return lines.join('\r\n');
}

const width = 100;

function wrap(text: string, indent: number): string[] {
  const lines = wrapToColumns(visibleText(text.replaceAll(/\s+/g, ' ')), width - indent);
  return lines.map((line) => ' '.repeat(indent) + line);
}

/** Whether a text is that of a note: by its last line. */
export function isNoteText(text: string): boolean {
  return /\r\n[A-Z_]+ · (?:delivery \S+ · )?\S+ · \d{4}-\d\d-\d\dT[\d:.]+Z\r\n$/.test(text);
}
