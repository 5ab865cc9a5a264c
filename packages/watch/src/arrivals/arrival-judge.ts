import path from 'node:path';
import {
  ImportError,
  SourceError,
  systemCode,
  unreadableSource,
  whyNotWhole,
} from '@solarproof-import/importer';
import { openRegular } from '../folder/open-regular.js';
import { hashFile } from './hash-file.js';
import type { Arrival } from './scan-inbox.js';

/** What is thought of a file that has stopped changing. */
export type Verdict =
  /** Two reads gave the same bytes, and it is whole, or has not looked so for long enough. */
  | { readonly kind: 'ready'; readonly sha256: string }
  /** It was read once, and will be once more at the next poll. */
  | { readonly kind: 'once-read' }
  /** It does not look whole yet. `patient`: not for so long that anybody should be told. */
  | { readonly kind: 'not-whole'; readonly why: SourceError; readonly patient: boolean }
  /** It cannot be opened. `patient`: not for so long that anybody should be told. */
  | { readonly kind: 'locked'; readonly why: SourceError; readonly patient: boolean }
  | { readonly kind: 'gone' };

/** How long is waited, in milliseconds of the monotonic clock. */
export interface Patience {
  /** For a file that is locked, until somebody is told. */
  readonly lockedMs: number;
  /** For a file that does not look whole and does not change: then it is taken as it is, and the reader says what is wrong. */
  readonly notWholeMs: number;
}

/** When a file is judged. */
export interface JudgedAt {
  /** By the monotonic clock. */
  readonly now: number;
  /** For how long it did not look whole to an earlier process, in milliseconds; default 0. */
  readonly earlierMs?: number;
}

interface Judged {
  readonly look: string;
  readonly since: number;
  readonly sha256?: string;
  readonly lockedSince?: number;
  /** Why it did not look whole, and when that is worth another look. */
  readonly notWhole?: { readonly why: SourceError; readonly lookAgainAt: number };
}

/**
 * Judges files that have stopped changing. Samba can show a file's full size while a hundredth of it is copied, so a file is
 * read to its end, twice, at different polls.
 */
export class ArrivalJudge {
  readonly #inbox: string;
  readonly #patience: Patience;
  readonly #judged = new Map<string, Judged>();

  constructor(inbox: string, patience: Patience) {
    this.#inbox = inbox;
    this.#patience = patience;
  }

  /** Judges one that is still. @throws what the signal makes of it */
  async judge(
    { name, look }: Arrival,
    { now, earlierMs = 0 }: JudgedAt,
    signal?: AbortSignal,
  ): Promise<Verdict> {
    const known = this.#judged.get(name);
    const judged = known?.look === look ? known : { look, since: now - earlierMs };
    this.#judged.set(name, judged);
    const file = path.join(this.#inbox, name);
    try {
      return await this.#read({ name, file }, { judged, now }, signal);
    } catch (error) {
      const why = error instanceof SourceError ? error : asSourceError(error);
      if (why.code === 'SOURCE_MISSING') return { kind: 'gone' };
      return this.locked(name, why, now);
    }
  }

  /** Notes that a file could not be opened or taken. @param now by the monotonic clock */
  locked(name: string, why: SourceError, now: number): Verdict {
    const judged = this.#judged.get(name) ?? { look: '', since: now };
    const { lockedSince = now } = judged;
    this.#judged.set(name, { ...judged, lockedSince });
    return { kind: 'locked', why, patient: now - lockedSince < this.#patience.lockedMs };
  }

  /** Forgets those that are not there any more. */
  keepOnly(arrivals: readonly Arrival[]): void {
    const names = new Set(arrivals.map(({ name }) => name));
    for (const name of this.#judged.keys()) if (!names.has(name)) this.#judged.delete(name);
  }

  async #read(
    { name, file }: { readonly name: string; readonly file: string },
    { judged, now }: { readonly judged: Judged; readonly now: number },
    signal: AbortSignal | undefined,
  ): Promise<Verdict> {
    // What has become a pipe meanwhile would be waited for without end.
    await (await openRegular(file)).close();
    const patient = now - judged.since < this.#patience.lockedMs;
    if (judged.sha256 === undefined && now - judged.since < this.#patience.notWholeMs) {
      if (judged.notWhole !== undefined && now < judged.notWhole.lookAgainAt)
        return { kind: 'not-whole', why: judged.notWhole.why, patient };
      const why = await whyNotWhole(file, signal).catch(unlessUnexpected);
      if (why !== undefined) {
        // A large one is read to its end each time: later and later.
        const lookAgainAt = now + Math.min(longestLookMs, (now - judged.since) / 2);
        this.#judged.set(name, { ...judged, notWhole: { why, lookAgainAt } });
        return { kind: 'not-whole', why, patient };
      }
    }
    const sha256 = await hashFile(file, signal);
    if (judged.sha256 === sha256) return { kind: 'ready', sha256 };
    this.#judged.set(name, { look: judged.look, since: judged.since, sha256 });
    return { kind: 'once-read' };
  }
}

const longestLookMs = 60_000;

/** What the program did not expect of a file speaks not against its being whole: it is taken, and put away with what is said then. */
function unlessUnexpected(error: unknown): undefined {
  if (error instanceof ImportError || systemCode(error) !== 'unknown reason') throw error;
  return undefined;
}

/** @throws what is no error of the file system */
function asSourceError(error: unknown): SourceError {
  const code = systemCode(error);
  if (error instanceof ImportError || code === 'unknown reason' || code === 'ABORT_ERR') throw error;
  return unreadableSource(error);
}
