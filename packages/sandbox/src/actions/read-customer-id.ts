import { invalid, type Refusal } from '../reading/refusal.js';

/** Takes `pkcustomerid`, a JSON integer, out of a body's data. */
export function readCustomerId(data: ReadonlyMap<string, unknown>): {
  readonly pkcustomerid: number | Refusal;
  readonly others: ReadonlyMap<string, unknown>;
} {
  const others = new Map(data);
  others.delete('pkcustomerid');
  const id = data.get('pkcustomerid');
  if (id === undefined) return { pkcustomerid: invalid(`Required field 'pkcustomerid' is missing`), others };
  const isInteger = typeof id === 'number' && Number.isSafeInteger(id);
  return { pkcustomerid: isInteger ? id : invalid(`Field 'pkcustomerid' must be an integer`), others };
}
