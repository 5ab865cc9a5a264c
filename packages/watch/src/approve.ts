import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError, type Delivery, type DeliveryStore } from '@solarproof-import/importer';
import { readMark } from './folder/open-folder.js';

/**
 * Lets a list go on that waits in `review/`: at its next poll the watch takes it up again.
 * @param given the file's path in `review/`, its name, or the ID of its delivery
 * @returns the delivery, approved
 * @throws SettingsError where none waits under that name, or several do
 */
export async function approve(given: string, deliveries: DeliveryStore, now: Date): Promise<Delivery> {
  const waiting = await deliveries.list({ state: 'review' });
  const mark = await markAround(given);
  const found = waiting.filter(
    (delivery) =>
      delivery.id === given.trim() ||
      (path.posix.basename(delivery.place ?? '') === path.basename(given) &&
        (mark === undefined || mark === delivery.folder)),
  );
  const [only, ...others] = found;
  if (only === undefined) throw notInReview(given, waiting);
  if (others.length > 0) throw severalInReview(given, found);
  const approved = { ...only, approved: now };
  await deliveries.put(approved);
  return approved;
}

/** The mark of the watched folder that a path leads into; `undefined` where it is a name alone, or leads elsewhere. */
async function markAround(given: string): Promise<string | undefined> {
  const file = path.resolve(given);
  const isThere = await lstat(file).then(
    () => true,
    () => false,
  );
  return isThere ? readMark(path.dirname(path.dirname(file))).catch(() => undefined) : undefined;
}

function notInReview(given: string, waiting: readonly Delivery[]): SettingsError {
  const those = waiting.slice(0, 3).map(({ id, place }) => `${place ?? ''} (${id})`);
  return new SettingsError(
    'NOT_IN_REVIEW',
    `No list waits in review under "${given}", as far as this state directory knows.`,
    [
      those.length === 0
        ? 'None waits at all.'
        : `There wait: ${those.join(', ')}${waiting.length > 3 ? ' …' : '.'}`,
      'Approve it on the machine that has set it aside: the note beside it names it, and the command.',
      'Check --state-dir, --config and SOLARPROOF_IMPORT_HOME.',
    ],
  );
}

function severalInReview(given: string, found: readonly Delivery[]): SettingsError {
  return new SettingsError(
    'SEVERAL_IN_REVIEW',
    `"${given}" fits ${found.length} lists that wait in review.`,
    [`Give the delivery of the one that is meant: ${found.map(({ id }) => id).join(', ')}.`],
  );
}
