import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type Delivery, type DeliveryState } from '@solarproof-import/importer';
import { lookAt } from '../arrivals/scan-inbox.js';
import { besides, correctedName, namesFor, type Beside } from '../folder/file-names.js';
import { pathIn, type PlaceName } from '../folder/layout.js';
import { moveTo } from '../folder/move.js';
import type { DeliveryContext, NoticeFacts, Taken } from './delivery-context.js';

/** Where a delivery can come to its end. */
export type EndPlace = Extract<PlaceName, 'done' | 'failed' | 'duplicates' | 'review'>;

/** The state of a delivery whose file lies in a place. */
export const stateIn: Readonly<Record<EndPlace, Exclude<DeliveryState, 'processing'>>> = {
  done: 'done',
  failed: 'failed',
  duplicates: 'duplicate',
  review: 'review',
};

/** What is told once the file is where it belongs. */
export type NoticeOf = (delivery: Delivery) => NoticeFacts;

/*
 * What is moved lies in the delivery's folder by then: the file, its workbook, its note. First it is noted where the file will be,
 * then the file is moved, then what belongs beside it, then the end is noted together with the notice of it. Whatever dies in
 * between, the same again goes on from there.
 */
/**
 * Puts a delivery's file, and what lies beside it, into the place where it ends.
 * @param to where; where it was noted before, that counts
 * @returns the delivery as it is noted now
 * @throws what the system says; the delivery is still in `processing/` then. What the store throws
 */
export async function putAway(
  taken: Taken,
  {
    delivery,
    to,
    noticeOf,
  }: { readonly delivery: Delivery; readonly to: EndPlace; readonly noticeOf: NoticeOf },
  context: DeliveryContext,
): Promise<Delivery> {
  const names = await readdir(taken.dir);
  const around = besides(names, taken.name);
  const placed = await placeFile(
    taken,
    { delivery, to, around, isHere: names.includes(taken.name) },
    context,
  );
  const results = await placeBesides(taken, placed, { around, root: context.folder.root });
  const ended = {
    ...placed,
    state: stateIn[placeOfDelivery(placed)],
    ...(results === undefined ? {} : { results }),
  };
  // Without waiting in between: they become durable together.
  await Promise.all([context.state.store.deliveries.put(ended), context.notify(noticeOf(ended))]);
  await clear(taken.dir);
  return ended;
}

/** Where a delivery ends, as it was noted. */
export function placeOfDelivery({ place = '' }: Delivery): EndPlace {
  const folder = place.slice(0, place.indexOf('/'));
  return folder === 'done' || folder === 'duplicates' || folder === 'review' ? folder : 'failed';
}

interface Placing {
  readonly delivery: Delivery;
  readonly to: EndPlace;
  readonly around: readonly Beside[];
  readonly isHere: boolean;
}

async function placeFile(
  taken: Taken,
  placing: Placing,
  context: DeliveryContext,
): Promise<Delivery & { place: string }> {
  const { folder, state } = context;
  const { to, around, isHere } = placing;
  const { place } = placing.delivery;
  const from = path.join(taken.dir, taken.name);
  if (place !== undefined && (!isHere || (await moveTo(from, pathIn(folder.root, place)))))
    return { ...placing.delivery, place };
  // A workbook of ours that was put into the inbox again leaves its name to its own result.
  const isFedBack = around.some((one) => one.nameBeside(taken.name) === taken.name);
  const wanted = isFedBack ? correctedName(taken.name) : taken.name;
  for (const name of namesFor(wanted, placing.delivery.taken)) {
    if (!(await areFree([name, ...around.map((one) => one.nameBeside(name))], { root: folder.root, to })))
      continue;
    const delivery = { ...placing.delivery, place: `${to}/${name}` };
    await state.store.deliveries.put(delivery);
    if (!isHere || (await moveTo(from, pathIn(folder.root, delivery.place)))) return delivery;
  }
  throw new Error('names do not end');
}

async function areFree(
  names: readonly string[],
  { root, to }: { root: string; to: EndPlace },
): Promise<boolean> {
  // On Windows and macOS the same name in other letters is the same file.
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return false;
  const found = await Promise.all(names.map((name) => lookAt(pathIn(root, `${to}/${name}`))));
  return found.every((look) => look === undefined);
}

/** @returns where the workbook is, from the watched folder; `undefined` where there is none here */
async function placeBesides(
  { dir }: Taken,
  delivery: Delivery & { readonly place: string },
  { around, root }: { readonly around: readonly Beside[]; readonly root: string },
): Promise<string | undefined> {
  const to = placeOfDelivery(delivery);
  const file = path.posix.basename(delivery.place);
  let results: string | undefined;
  for (const beside of around) {
    for (const name of namesFor(beside.nameBeside(file), delivery.taken)) {
      const place = `${to}/${name}`;
      if (name === file || !(await moveTo(path.join(dir, beside.name), pathIn(root, place)))) continue;
      if (beside.kind !== 'note') results = place;
      break;
    }
  }
  return results;
}

/** What is left are files that a death left half-written. */
async function clear(dir: string): Promise<void> {
  try {
    for (const name of await readdir(dir))
      if (/^\..+\.tmp$/.test(name)) await rm(path.join(dir, name), { force: true });
    await rmdir(dir);
  } catch (error) {
    // It is cleared away at the next poll.
    if (systemCode(error) === 'unknown reason') throw error;
  }
}
