import { first } from './0001-first.js';
import { deliveries } from './0002-deliveries.js';

/** All steps from an empty file to the tables of today, in order. One that was released is never changed. */
export const migrations: readonly string[] = [first, deliveries];
