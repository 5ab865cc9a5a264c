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
  const fits = await fitting(given);
  const found = waiting.filter((delivery) => delivery.id === given.trim() || fits(delivery));
  const [only, ...others] = found;
  if (only === undefined) throw notInReview(given, waiting);
  if (others.length > 0) throw severalInReview(given, found);
  if (!(await deliveries.approve(only.id, now))) throw notInReview(given, []);
  return { ...only, state: 'processing', approved: now };
}

/** By its name alone; where a path is given, only in the folder into which it leads, and only while the file is there. */
async function fitting(given: string): Promise<(delivery: Delivery) => boolean> {
  // Whoever names the note or the check beside a list means the list.
  const name = path.basename(given).replace(/\.review\.txt$/, '');
  const isNamed = ({ place = '' }: Delivery): boolean => path.posix.basename(place) === name;
  if (path.basename(given) === given) return isNamed;
  const file = path.join(path.dirname(path.resolve(given)), name);
  const isThere = await lstat(file).then(
    () => true,
    () => false,
  );
  const mark = isThere ? await readMark(path.dirname(path.dirname(file))).catch(() => undefined) : undefined;
  return (delivery) => mark !== undefined && delivery.folder === mark && isNamed(delivery);
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
