import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Delivery, DeliveryState } from '@solarproof-import/importer';
import { lookAt } from '../arrivals/scan-inbox.js';
import { besides, correctedName, namesFor, type Beside } from '../folder/file-names.js';
import { pathIn, type PlaceName } from '../folder/layout.js';
import { moveTo } from '../folder/move.js';
import { clearAway } from './clear-away.js';
import type { DeliveryContext, Taken } from './delivery-context.js';
import { eventOfEnd, noticeOfEnd, type Ending } from './end-of-delivery.js';

/** Where a delivery can come to its end. */
export type EndPlace = Extract<PlaceName, 'done' | 'failed' | 'duplicates' | 'review'>;

/** The state of a delivery whose file lies in a place. */
const stateIn: Readonly<Record<EndPlace, Exclude<DeliveryState, 'processing'>>> = {
  done: 'done',
  failed: 'failed',
  duplicates: 'duplicate',
  review: 'review',
};

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
  { delivery, to, ending }: { readonly delivery: Delivery; readonly to: EndPlace; readonly ending: Ending },
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
  await Promise.all([context.state.store.deliveries.put(ended), context.notify(noticeOfEnd(ended, ending))]);
  context.tell(eventOfEnd(ended, ending, context.folder.root));
  await clearAway(taken.dir);
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
    const beside = around.map((one) => one.nameBeside(name));
    if (!(await areFree(name, { beside, root: folder.root, to }))) continue;
    const workbook = around.find(({ kind }) => kind !== 'note')?.nameBeside(name);
    const results = workbook === undefined ? {} : { results: `${to}/${workbook}` };
    const delivery = { ...placing.delivery, place: `${to}/${name}`, ...results };
    await state.store.deliveries.put(delivery);
    if (!isHere || (await moveTo(from, pathIn(folder.root, delivery.place)))) return delivery;
  }
  throw new Error('names do not end');
}

async function areFree(
  name: string,
  { beside, root, to }: { beside: readonly string[]; root: string; to: EndPlace },
): Promise<boolean> {
  // On Windows and macOS the same name in other letters is the same file.
  if (beside.some((other) => other.toLowerCase() === name.toLowerCase())) return false;
  const found = await Promise.all([name, ...beside].map((one) => lookAt(pathIn(root, `${to}/${one}`))));
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
      if (beside.kind !== 'note') results ??= place;
      break;
    }
  }
  return results;
}
