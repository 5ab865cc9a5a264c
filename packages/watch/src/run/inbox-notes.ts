import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { SourceError } from '@solarproof-import/importer';
import { isNoteText, writeNote, type NoteOrigin } from '../delivery/notes.js';
import { waitingText } from '../delivery/note-texts.js';
import { noteName } from '../folder/note-names.js';
import { readSmallText } from '../folder/open-regular.js';

/** The notes of this process on files that wait in an inbox: each is written once, and goes when its file does. */
export class InboxNotes {
  readonly #inbox: string;
  readonly #noted = new Map<string, string>();

  constructor(inbox: string) {
    this.#inbox = inbox;
  }

  /** @returns whether it was not noted before. Where the note cannot be written, it is told by other means */
  async write(name: string, why: SourceError, origin: NoteOrigin): Promise<boolean> {
    if (this.#noted.get(name) === why.code) return false;
    this.#noted.set(name, why.code);
    await writeNote({ dir: this.#inbox, name }, 'waiting', { text: waitingText(why), origin }).catch(
      () => undefined,
    );
    return true;
  }

  /** Removes the notes on files that are not there any more, also those of earlier processes. @param notes all that lie in the inbox */
  async keepOnly(names: ReadonlySet<string>, notes: readonly string[]): Promise<void> {
    for (const name of this.#noted.keys()) if (!names.has(name)) await this.remove(name);
    const wanted = new Set([...names].map((name) => noteName(name, 'waiting')));
    for (const note of notes)
      if (note.endsWith('.waiting.txt') && !wanted.has(note))
        await this.#removeOwn(path.join(this.#inbox, note));
  }

  /** Whoever calls a text of his own so keeps it. */
  async #removeOwn(file: string): Promise<void> {
    const text = await readSmallText(file).catch(() => '');
    if (isNoteText(text)) await rm(file, { force: true }).catch(() => undefined);
  }

  /** The file does not wait any more. */
  async remove(name: string): Promise<void> {
    if (!this.#noted.delete(name)) return;
    await rm(path.join(this.#inbox, noteName(name, 'waiting')), { force: true }).catch(() => undefined);
  }
}
