import type { EmailKey } from '../model/email-key.js';
import { hashLanes, hashText } from '../text-hash.js';

/** The rows before this one that have its e-mail. */
export interface SeenEmail {
  /** The first row with that e-mail. */
  readonly first: number;
  /** The latest row of the person who had it first. */
  readonly row: number;
  /** This row is about that person, and is the latest one from now on. */
  readonly isSamePerson: boolean;
}

/** Remembers the e-mails of a list. */
export interface SeenEmails {
  /** Remembers a row, and tells where its e-mail was seen before; `undefined` where it was not. */
  readonly note: (email: EmailKey, person: string, row: number) => SeenEmail | undefined;
}

/** What is kept of an e-mail, in 32 bits each: its hash (two), the hash of the person who had it first (two), and two rows. */
const width = 6;
const person = 2;
const firstRow = 4;
const latestRow = 5;

/** What is kept stands in blocks of so many e-mails (a power of two), so that growing copies none of it. */
const blockBits = 12;
const blockSize = 1 << blockBits;

/** The part of the places that may be taken: fuller, a search meets too many others; emptier, it costs memory for nothing. */
const fullest = 5 / 8;

/**
 * Makes an empty memory. It takes 31 to 37 bytes an e-mail, where a `Map` of texts takes 150 and more, because it keeps 64-bit
 * hashes instead of texts. Two e-mails with one hash would be told as one: a row that is all right would be reported as sharing its
 * e-mail or, where the names are the same too, as a duplicate; it would not be sent, and nothing would be sent twice. Of lists of
 * a million e-mails that befalls one in 37 million. That of two people who do share an e-mail the second is told as a duplicate of the
 * first befalls one such row in 2^64.
 */
export function createSeenEmails(): SeenEmails {
  const blocks: Uint32Array[] = [];
  /** For each place the number of the e-mail that has it, counted from 1; 0 where it is free. */
  let places = new Uint32Array(1 << 10);
  let count = 0;
  const email = hashLanes();
  const someone = hashLanes();

  const blockOf = (index: number): Uint32Array =>
    (blocks[index >>> blockBits] ??= new Uint32Array(width * blockSize));

  /** The place that the e-mail has, or would have. */
  const findPlace = (): number => {
    const last = places.length - 1;
    for (let place = (email[0] ?? 0) & last; ; place = (place + 1) & last) {
      const taken = places[place] ?? 0;
      if (taken === 0) return place;
      const block = blockOf(taken - 1);
      const at = startOf(taken - 1);
      if (block[at] === email[0] && block[at + 1] === email[1]) return place;
    }
  };

  const add = (place: number, row: number): void => {
    const block = blockOf(count);
    const at = startOf(count);
    block.set(email, at);
    block.set(someone, at + person);
    block[at + firstRow] = row;
    block[at + latestRow] = row;
    count += 1;
    places[place] = count;
    if (count > places.length * fullest) places = placesFor(blocks, count, places.length * 2);
  };

  const note = (key: EmailKey, who: string, row: number): SeenEmail | undefined => {
    hashText(key, email);
    hashText(who, someone);
    const place = findPlace();
    const taken = places[place] ?? 0;
    if (taken === 0) {
      add(place, row);
      return undefined;
    }
    const block = blockOf(taken - 1);
    const at = startOf(taken - 1);
    const isSamePerson = block[at + person] === someone[0] && block[at + person + 1] === someone[1];
    const seen = { first: block[at + firstRow] ?? 0, row: block[at + latestRow] ?? 0, isSamePerson };
    if (isSamePerson) block[at + latestRow] = row;
    return seen;
  };

  return { note };
}

/** Where what is kept of an e-mail begins in its block. */
function startOf(index: number): number {
  return (index & (blockSize - 1)) * width;
}

/** Gives the e-mails their places among more of them. */
function placesFor(blocks: readonly Uint32Array[], count: number, size: number): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(size);
  const last = size - 1;
  for (let index = 0; index < count; index += 1) {
    let place = (blocks[index >>> blockBits]?.[startOf(index)] ?? 0) & last;
    while (places[place] !== 0) place = (place + 1) & last;
    places[place] = index + 1;
  }
  return places;
}
